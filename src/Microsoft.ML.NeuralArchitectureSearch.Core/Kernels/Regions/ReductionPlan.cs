using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>ReLU, two 1x1 convolutions at stride 2, the second one pixel further, side by side, batch normalization.</summary>
/// <param name="Source">The state that it reads; its height and width are even.</param>
/// <param name="Channels">Output channels, even.</param>
/// <param name="Even">Where the first convolution's weights lie among the parameters, <c>[C' / 2, C]</c>.</param>
/// <param name="Odd">Where the second convolution's weights lie among the parameters, <c>[C' / 2, C]</c>.</param>
/// <param name="Norm">The batch normalization.</param>
internal sealed record ReductionPlan(int Source, int Channels, int Even, int Odd, NormPlan Norm) : BranchPlan(Source)
{
    public override MapShape Result(MapShape source) => source.Strided(2) with { Channels = Channels };

    public override Branch<TLanes> Create<TLanes>(State source) => new ReductionBranch<TLanes>(source, this);

    public override PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames) =>
        new ReductionPlane<TLanes>(source, this);
}
