using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>Pooling, once for all edges that leave the state at this stride.</summary>
internal sealed unsafe class PoolingBranch<TLanes, TPooling>(CellState source, int stride, NormPlan? norm)
    : Branch<TLanes>(
        source,
        new CellMap(source.Values.Shape.Strided(stride)),
        norm is null ? null : new Normalization(norm, source.Values.Shape.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
    where TPooling : IPooling
{
    public override void Forward(int pass, int block, CellScratch<TLanes> scratch, CellRun run)
    {
        for (var channel = 0; channel < Result.Shape.Channels; channel++)
            TPooling.Forward(Source.Values.Shape, stride, Source.Values.At(block, channel), Result.At(block, channel));

        RecordMoments(Result, Norm, block);
    }

    public override void Backward(int pass, int block, CellScratch<TLanes> scratch, CellRun run)
    {
        if (!Source.NeedsGradient)
            return;

        var pitch = WriteResultGradient(block, scratch, run);
        for (var channel = 0; channel < Result.Shape.Channels; channel++)
        {
            TPooling.AddGradient(
                Source.Values.Shape,
                stride,
                Source.Values.At(block, channel),
                scratch.ResultGradient + (channel * pitch),
                Source.Gradient.At(block, channel));
        }
    }
}
