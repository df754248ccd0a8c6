using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>A state as it is, or behind an activation, with or without batch normalization.</summary>
/// <param name="Source">The state that it reads.</param>
/// <param name="Activation">The activation.</param>
/// <param name="Norm">The batch normalization; <see langword="null"/> for none.</param>
internal sealed record ActivationPlan(int Source, Clamp Activation, NormPlan? Norm) : BranchPlan(Source)
{
    /// <summary>The state as it is.</summary>
    public static ActivationPlan Identity(int source) => new(source, Clamp.None, Norm: null);

    public override MapShape Result(MapShape source) => source;

    public override Branch<TLanes> Create<TLanes>(State source) => new ActivationBranch<TLanes>(source, this);

    public override PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames) =>
        new ActivationPlane<TLanes>(source, this);
}
