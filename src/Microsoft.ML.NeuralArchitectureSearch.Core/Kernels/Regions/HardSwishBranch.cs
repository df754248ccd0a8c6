using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Every value x times ReLU6(x + 3) / 6; the result is not kept.</summary>
internal sealed unsafe class HardSwishBranch<TLanes>(State source) : Branch<TLanes>(source, new FeatureMap(source.Values.Shape), norm: null)
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override bool KeepsResult => false;

    public override IEnumerable<FeatureMap> Maps => [];

    public override bool IsRecomputed => true;

    public override float* Values(int block, int channel, float* room)
    {
        HardSwish<TLanes>.Apply(Source.Values.At(block, channel), room, Shape.Positions);
        return room;
    }

    public override void Forward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
    }

    public override void Backward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        if (!Source.NeedsGradient)
        {
            return;
        }

        WriteResultGradient(block, scratch, run);
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            HardSwish<TLanes>.AddGradient(
                Source.Values.At(block, channel),
                scratch.ResultGradient + (channel * Strip.Whole(Shape).Pitch * TLanes.Count),
                Source.Gradient.At(block, channel),
                Shape.Positions);
        }
    }
}
