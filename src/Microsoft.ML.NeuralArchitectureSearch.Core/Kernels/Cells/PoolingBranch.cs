using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>Pooling, once for all edges that leave the state at this stride; its result is not kept.</summary>
internal sealed unsafe class PoolingBranch<TLanes, TPooling>(CellState source, int stride, NormPlan? norm)
    : Branch<TLanes>(
        source,
        new CellMap(source.Values.Shape.Strided(stride)),
        norm is null ? null : new Normalization(norm, source.Values.Shape.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
    where TPooling : IPoolingRule<TLanes>
{
    public override IEnumerable<CellMap> Maps => [];

    public override bool IsRecomputed => true;

    public override float* Values(int block, int channel, float* room)
    {
        Pooling<TLanes, TPooling>.Forward(Source.Values.Shape, stride, Source.Values.At(block, channel), room);
        return room;
    }

    public override void Forward(int pass, int block, CellScratch<TLanes> scratch, CellRun run)
    {
        if (Norm is null || !run.IsTraining)
            return;

        Norm.Begin(block);
        for (var channel = 0; channel < Shape.Channels; channel++)
            Norm.Add(block, channel, Channels<TLanes>.Moments(Values(block, channel, scratch.Room(0)), Shape.Positions));
    }

    public override void Backward(int pass, int block, CellScratch<TLanes> scratch, CellRun run)
    {
        if (!Source.NeedsGradient)
            return;

        WriteResultGradient(block, scratch, run);
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            Pooling<TLanes, TPooling>.AddGradient(
                Source.Values.Shape,
                stride,
                Source.Values.At(block, channel),
                scratch.ResultGradient + (channel * Strip.Whole(Shape).Pitch * TLanes.Count),
                Source.Gradient.At(block, channel));
        }
    }
}
