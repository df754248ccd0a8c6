using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>A part of a network that the kernels compute in one call: branches read states, and states are sums of branches.</summary>
internal sealed record RegionPlan
{
    /// <summary>The states: first the inputs; each reads only states before it.</summary>
    public required ImmutableArray<StatePlan> States { get; init; }

    /// <summary>Number of inputs.</summary>
    public required int InputCount { get; init; }

    /// <summary>The states that are handed out.</summary>
    public required ImmutableArray<int> Outputs { get; init; }

    /// <summary>
    /// The inputs that are masks of texts, 1 for a token and 0 behind the end, one for each length of maps; none for images.
    /// </summary>
    public ImmutableArray<int> Masks { get; init; } = [];

    /// <summary>The branches.</summary>
    public required ImmutableArray<BranchPlan> Branches { get; init; }

    /// <summary>The summands of all states.</summary>
    public required ImmutableArray<TermPlan> Terms { get; init; }

    /// <summary>Number of trainable parameters.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>Sizes of the outputs.</summary>
    public ImmutableArray<MapShape> OutputShapes => [.. Outputs.Select(output => States[output].Shape)];
}
