using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Pooling, once for all edges that leave the state at this stride; its result is not kept.</summary>
internal sealed unsafe class PoolingBranch<TLanes, TPooling>(State source, int kernel, int stride, NormPlan? norm)
    : Branch<TLanes>(
        source,
        new FeatureMap(source.Values.Shape.Strided(stride)),
        Normalization.Of(norm, source.Values.Shape.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
    where TPooling : IPoolingRule<TLanes>
{
    public override bool KeepsResult => false;

    public override IEnumerable<FeatureMap> Maps => [];

    public override bool IsRecomputed => true;

    public override float* Values(int block, int channel, float* room)
    {
        Pooling<TLanes, TPooling>.Forward(Source.Values.Shape, kernel, stride, Source.Values.At(block, channel), room);
        return room;
    }

    public override void Forward(int pass, int block, Scratch<TLanes> scratch, RegionRun run) => AddMoments(block, scratch, run);

    public override void Backward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        if (!Source.NeedsGradient)
        {
            return;
        }

        WriteResultGradient(block, scratch, run);
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            Pooling<TLanes, TPooling>.AddGradient(
                Source.Values.Shape,
                kernel,
                stride,
                Source.Values.At(block, channel),
                scratch.ResultGradient + (channel * Strip.Whole(Shape).Pitch * TLanes.Count),
                Source.Gradient.At(block, channel));
        }
    }
}
