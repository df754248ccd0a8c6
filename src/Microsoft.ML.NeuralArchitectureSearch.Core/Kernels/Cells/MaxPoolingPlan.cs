using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>3x3 max pooling, with or without batch normalization.</summary>
internal sealed record MaxPoolingPlan(int Source, int Stride, NormPlan? Norm) : BranchPlan(Source)
{
    public override MapShape Result(MapShape source) => source.Strided(Stride);

    public override Branch<TLanes> Create<TLanes>(CellState source) => new PoolingBranch<TLanes, MaxPooling<TLanes>>(source, Stride, Norm);

    public override PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames) =>
        new PoolingPlane<TLanes>(source, PlanePooling.Largest(source.Shape, Stride, frames, TLanes.Count), Stride, Norm);
}
