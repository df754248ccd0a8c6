using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions.Text;

/// <summary>The largest value of each channel over all tokens of a text, times a factor.</summary>
internal sealed unsafe class TextMaximumBranch<TLanes>(State source, TextMaximumPlan plan)
    : Branch<TLanes>(source, new FeatureMap(plan.Result(source.Values.Shape)), norm: null)
    where TLanes : unmanaged, ILanes<TLanes>
{
    // One window, around the first token, which every text has, that covers the whole text.
    private readonly TextPooling<TLanes> _pooling = new(
        source.Values.Shape.Width,
        (2 * source.Values.Shape.Width) + 1,
        source.Values.Shape.Width);

    public override void Forward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        var mask = run.MaskAt(Source.Values.Shape.Width, block);
        var factor = TLanes.Broadcast(plan.Factor);
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var target = Result.At(block, channel);
            _pooling.Largest(Source.Values.At(block, channel), mask, target);
            (TLanes.Load(target) * factor).Store(target);
        }
    }

    public override void Backward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        if (!Source.NeedsGradient)
        {
            return;
        }

        WriteResultGradient(block, scratch, run);
        var mask = run.MaskAt(Source.Values.Shape.Width, block);
        var factor = TLanes.Broadcast(plan.Factor);
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var gradient = scratch.ResultGradient + (channel * Strip.Whole(Shape).Pitch * TLanes.Count);
            (TLanes.Load(gradient) * factor).Store(gradient);
            _pooling.AddLargestGradient(Source.Values.At(block, channel), mask, gradient, Source.Gradient.At(block, channel));
        }
    }
}
