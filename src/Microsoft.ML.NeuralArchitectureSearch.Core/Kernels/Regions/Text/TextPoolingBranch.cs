using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions.Text;

/// <summary>Pooling over the tokens of windows.</summary>
internal sealed unsafe class TextPoolingBranch<TLanes>(State source, TextPoolingPlan plan)
    : Branch<TLanes>(source, new FeatureMap(plan.Result(source.Values.Shape)), Normalization.Of(plan.Norm, source.Values.Shape.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly TextPooling<TLanes> _pooling = new(source.Values.Shape.Width, plan.Width, plan.Stride);

    public override void Forward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        var mask = run.MaskAt(Source.Values.Shape.Width, block);
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            if (plan.IsLargest)
            {
                _pooling.Largest(Source.Values.At(block, channel), mask, Result.At(block, channel));
            }
            else
            {
                _pooling.Mean(Source.Values.At(block, channel), mask, Result.At(block, channel));
            }
        }

        AddMoments(block, scratch, run);
    }

    public override void Backward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        if (!Source.NeedsGradient)
        {
            return;
        }

        WriteResultGradient(block, scratch, run);
        var mask = run.MaskAt(Source.Values.Shape.Width, block);
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var gradient = scratch.ResultGradient + (channel * Strip.Whole(Shape).Pitch * TLanes.Count);
            if (plan.IsLargest)
            {
                _pooling.AddLargestGradient(Source.Values.At(block, channel), mask, gradient, Source.Gradient.At(block, channel));
            }
            else
            {
                _pooling.AddMeanGradient(mask, gradient, Source.Gradient.At(block, channel));
            }
        }
    }
}
