using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Average pooling, with or without batch normalization.</summary>
internal sealed record AveragePoolingPlan(int Source, int Kernel, int Stride, NormPlan? Norm) : BranchPlan(Source)
{
    public override MapShape Result(MapShape source) => source.Strided(Stride);

    public override Branch<TLanes> Create<TLanes>(State source) =>
        new PoolingBranch<TLanes, AveragePooling<TLanes>>(source, Kernel, Stride, Norm);

    public override PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames) =>
        new PoolingPlane<TLanes>(source, PlanePooling.Mean(source.Shape, Kernel, Stride, frames, TLanes.Count), Stride, Norm);
}
