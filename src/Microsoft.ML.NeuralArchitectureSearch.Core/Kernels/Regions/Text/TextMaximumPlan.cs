using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions.Text;

/// <summary>The largest value of each channel over all tokens of a text, times a factor.</summary>
/// <param name="Source">The state that it reads.</param>
/// <param name="Factor">The factor, greater than zero.</param>
internal sealed record TextMaximumPlan(int Source, float Factor) : BranchPlan(Source)
{
    public override MapShape Result(MapShape source) => new(source.Channels, Height: 1, Width: 1);

    public override Branch<TLanes> Create<TLanes>(State source) => new TextMaximumBranch<TLanes>(source, this);

    public override PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames) => throw TextPlans.SeveralOnly();
}
