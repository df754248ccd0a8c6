using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Every value x times ReLU6(x + 3) / 6.</summary>
/// <param name="Source">The state that it reads.</param>
internal sealed record HardSwishPlan(int Source) : BranchPlan(Source)
{
    public override MapShape Result(MapShape source) => source;

    public override Branch<TLanes> Create<TLanes>(State source) => new HardSwishBranch<TLanes>(source);

    public override PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames) => new HardSwishPlane<TLanes>(source);
}
