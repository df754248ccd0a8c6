using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>A cell of a stack, for vectors of one width: its states, its branches, and the order in which they are computed.</summary>
internal sealed unsafe class CellGraph<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly (CellMap Values, CellMap Gradient) _output;
    private readonly ImmutableArray<CellState> _concatenated;

    /// <param name="plan">The cell.</param>
    /// <param name="earlier">Output of the cell before the previous one, and its gradient.</param>
    /// <param name="previous">Output of the previous cell, and its gradient.</param>
    /// <param name="output">Where the cell's output and its gradient lie.</param>
    /// <param name="firstTerm">Number of terms of all cells before it.</param>
    public CellGraph(
        CellPlan plan,
        (CellMap Values, CellMap Gradient) earlier,
        (CellMap Values, CellMap Gradient) previous,
        (CellMap Values, CellMap Gradient) output,
        int firstTerm)
    {
        _output = output;
        States =
        [
            new CellState(earlier.Values, earlier.Gradient),
            new CellState(previous.Values, previous.Gradient),
            .. plan.StateShapes().Skip(2).Select(shape => new CellState(new CellMap(shape), new CellMap(shape))),
        ];
        Branches = [.. plan.Branches.Select(branch => branch.Create<TLanes>(States[branch.Source]))];
        Terms = [.. plan.Terms.Select((term, index) => Connect(term, firstTerm + index))];
        _concatenated = [.. plan.Concatenated.Select(index => States[index])];
        var others = States.Skip(2).Except(_concatenated).ToArray();
        Waves = Wave<TLanes>.Schedule(States, Branches);
        Norms = [.. Branches.SelectMany(branch => branch.Norms)];
        Kept = [.. others.Select(state => state.Values), .. Branches.SelectMany(branch => branch.Maps)];
        Passing = [.. Branches.SelectMany(branch => branch.PassingMaps)];
        Gradients = [.. others.Select(state => state.Gradient)];
    }

    public ImmutableArray<CellState> States { get; }

    public ImmutableArray<Branch<TLanes>> Branches { get; }

    public ImmutableArray<Term> Terms { get; }

    public ImmutableArray<Wave<TLanes>> Waves { get; }

    public ImmutableArray<Normalization> Norms { get; }

    /// <summary>What is computed and kept for the gradient, but for the output.</summary>
    public ImmutableArray<CellMap> Kept { get; }

    /// <summary>What can be computed again instead of being kept.</summary>
    public ImmutableArray<CellMap> Passing { get; }

    /// <summary>Gradients of the states that are neither inputs nor part of the output.</summary>
    public ImmutableArray<CellMap> Gradients { get; }

    /// <summary>Puts the states of the output into it, once its place is known.</summary>
    public void PlaceValues()
    {
        var channel = 0;
        foreach (var state in _concatenated)
        {
            state.Values.PlaceWithin(_output.Values, channel);
            channel += state.Values.Shape.Channels;
        }
    }

    /// <summary>Puts the gradients of the states of the output into the output's gradient, once its place is known.</summary>
    public void PlaceGradients()
    {
        var channel = 0;
        foreach (var state in _concatenated)
        {
            state.Gradient.PlaceWithin(_output.Gradient, channel);
            channel += state.Gradient.Shape.Channels;
        }
    }

    /// <summary>Finds out which states' gradients later cells have begun; those of the output always.</summary>
    /// <param name="begun">What later cells have begun; the cell's inputs are added.</param>
    public void FollowLaterCells(HashSet<CellMap> begun)
    {
        foreach (var state in _concatenated)
            state.IsGradientBegun = true;

        foreach (var input in States.Take(2))
            input.IsGradientBegun = !begun.Add(input.Gradient);
    }

    /// <summary>Memory for a worker.</summary>
    public CellScratch<TLanes> Scratch()
    {
        MapShape[] shapes = [.. States.Select(state => state.Values.Shape), .. Branches.Select(branch => branch.Result.Shape)];
        var summands = Math.Max(States.Max(state => state.Terms.Count), Branches.Max(branch => branch.Terms.Count)) + 1;
        return new CellScratch<TLanes>(Branches.Max(branch => branch.ScratchPixels), shapes.Max(Positions), summands);
    }

    private static int Positions(MapShape shape) => new PaddedPlane(shape.Height, shape.Width, DepthwiseShape.Margin).Pitch;

    private Term Connect(TermPlan plan, int index)
    {
        var (branch, target) = (Branches[plan.Branch], States[plan.Target]);
        var term = new Term(branch, target, index, plan.Choice);
        branch.Terms.Add(term);
        target.Terms.Add(term);
        return term;
    }
}
