using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Activation, then the mean over all pixels of each channel.</summary>
internal sealed unsafe class MeanBranch<TLanes>(State source, MeanPlan plan)
    : Branch<TLanes>(source, new FeatureMap(plan.Result(source.Values.Shape)), norm: null)
    where TLanes : unmanaged, ILanes<TLanes>
{
    private int Positions => Source.Values.Shape.Positions;

    public override void Forward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        var limits = new Clamping<TLanes>(plan.Activation);
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var values = Source.Values.At(block, channel);
            var sum = TLanes.Zero;
            for (var end = values + ((nint)Positions * TLanes.Count); values < end; values += TLanes.Count)
            {
                sum = sum + limits.Apply(TLanes.Load(values));
            }

            (sum * TLanes.Broadcast(1f / Positions)).Store(Result.At(block, channel));
        }
    }

    public override void Backward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        if (!Source.NeedsGradient)
        {
            return;
        }

        WriteResultGradient(block, scratch, run);
        var limits = new Clamping<TLanes>(plan.Activation);
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var share = TLanes.Load(scratch.ResultGradient + (channel * Strip.Whole(Shape).Pitch * TLanes.Count))
                * TLanes.Broadcast(1f / Positions);
            var values = Source.Values.At(block, channel);
            var target = Source.Gradient.At(block, channel);
            for (var end = values + ((nint)Positions * TLanes.Count); values < end; values += TLanes.Count, target += TLanes.Count)
            {
                (TLanes.Load(target) + limits.Pass(TLanes.Load(values), share)).Store(target);
            }
        }
    }
}
