using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Activation, then the mean over all pixels of each channel.</summary>
/// <param name="Source">The state that it reads.</param>
/// <param name="Activation">The activation.</param>
internal sealed record MeanPlan(int Source, Clamp Activation) : BranchPlan(Source)
{
    public override MapShape Result(MapShape source) => new(source.Channels, Height: 1, Width: 1);

    public override Branch<TLanes> Create<TLanes>(State source) => new MeanBranch<TLanes>(source, this);

    public override PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames) => new MeanPlane<TLanes>(source, this);
}
