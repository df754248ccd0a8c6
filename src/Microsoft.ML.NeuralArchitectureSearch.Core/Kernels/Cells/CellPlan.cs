using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>A cell as a graph: states are sums of branches, branches read states.</summary>
/// <remarks>States 0 and 1 are the cell's inputs. A state reads only states before it.</remarks>
internal sealed record CellPlan
{
    /// <summary>Size of the output of the cell before the previous one.</summary>
    public required MapShape Earlier { get; init; }

    /// <summary>Size of the previous cell's output.</summary>
    public required MapShape Previous { get; init; }

    /// <summary>The branches, ordered by the state that they read.</summary>
    public required ImmutableArray<BranchPlan> Branches { get; init; }

    /// <summary>The summands of all states.</summary>
    public required ImmutableArray<TermPlan> Terms { get; init; }

    /// <summary>Number of states, the two inputs among them.</summary>
    public required int StateCount { get; init; }

    /// <summary>The states whose channels, side by side, are the output.</summary>
    public required ImmutableArray<int> Concatenated { get; init; }

    /// <summary>Size of every state.</summary>
    public ImmutableArray<MapShape> StateShapes()
    {
        var shapes = new MapShape[StateCount];
        (shapes[0], shapes[1]) = (Earlier, Previous);
        for (var state = 2; state < StateCount; state++)
        {
            var branch = Branches[Terms.First(term => term.Target == state).Branch];
            shapes[state] = branch.Result(shapes[branch.Source]);
        }

        return [.. shapes];
    }

    /// <summary>Size of the output.</summary>
    public MapShape Output()
    {
        var shapes = StateShapes();
        return shapes[Concatenated[0]] with { Channels = Concatenated.Sum(state => shapes[state].Channels) };
    }
}
