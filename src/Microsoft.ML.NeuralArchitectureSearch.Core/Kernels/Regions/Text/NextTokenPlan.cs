using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions.Text;

/// <summary>At each position what stands at the next one, zero at the last.</summary>
/// <param name="Source">The state that it reads.</param>
internal sealed record NextTokenPlan(int Source) : BranchPlan(Source)
{
    public override MapShape Result(MapShape source) => source;

    public override Branch<TLanes> Create<TLanes>(State source) => new NextTokenBranch<TLanes>(source);

    public override PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames) => throw TextPlans.SeveralOnly();
}
