using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>The channels, as <c>[G, C / G]</c>, transposed.</summary>
/// <param name="Source">The state that it reads.</param>
/// <param name="Groups">Number of groups (G).</param>
internal sealed record ShufflePlan(int Source, int Groups) : BranchPlan(Source)
{
    /// <summary>The channel of the source that a channel of the result is.</summary>
    public int SourceOf(int channel, int channels) => (channel % Groups * (channels / Groups)) + (channel / Groups);

    public override MapShape Result(MapShape source) => source;

    public override Branch<TLanes> Create<TLanes>(State source) => new ShuffleBranch<TLanes>(source, this);

    public override PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames) => new ShufflePlane<TLanes>(source, this);
}
