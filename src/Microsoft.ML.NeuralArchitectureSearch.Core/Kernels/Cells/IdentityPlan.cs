using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>The state as it is.</summary>
internal sealed record IdentityPlan(int Source) : BranchPlan(Source)
{
    public override MapShape Result(MapShape source) => source;

    public override Branch<TLanes> Create<TLanes>(CellState source) => new IdentityBranch<TLanes>(source);

    public override PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames) => new IdentityPlane<TLanes>(source);
}
