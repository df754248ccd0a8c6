namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>3x3 max pooling, with or without batch normalization.</summary>
internal sealed record MaxPoolingPlan(int Source, int Stride, NormPlan? Norm) : BranchPlan(Source)
{
    public override MapShape Result(MapShape source) => source.Strided(Stride);

    public override Branch<TLanes> Create<TLanes>(CellState source) => new PoolingBranch<TLanes, MaxPooling<TLanes>>(source, Stride, Norm);
}
