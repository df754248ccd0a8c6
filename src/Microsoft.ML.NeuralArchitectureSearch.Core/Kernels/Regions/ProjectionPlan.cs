using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Activation, 1x1 convolution, batch normalization.</summary>
/// <param name="Source">The state that it reads.</param>
/// <param name="Channels">Output channels.</param>
/// <param name="Weights">Where the weights lie among the parameters, <c>[C', C]</c>.</param>
/// <param name="Norm">The batch normalization; <see langword="null"/> for none.</param>
internal sealed record ProjectionPlan(int Source, int Channels, int Weights, NormPlan? Norm) : BranchPlan(Source)
{
    /// <summary>The activation. Default: ReLU.</summary>
    public Clamp Activation { get; init; } = Clamp.Relu;

    public override MapShape Result(MapShape source) => source with { Channels = Channels };

    public override Branch<TLanes> Create<TLanes>(State source) => new ProjectionBranch<TLanes>(source, this);

    public override PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames) =>
        new ProjectionPlane<TLanes>(source, this);
}
