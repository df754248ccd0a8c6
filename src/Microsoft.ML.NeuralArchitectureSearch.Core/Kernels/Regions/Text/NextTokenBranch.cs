using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions.Text;

/// <summary>At each position what stands at the next one, zero at the last.</summary>
internal sealed unsafe class NextTokenBranch<TLanes>(State source)
    : Branch<TLanes>(source, new FeatureMap(source.Values.Shape), norm: null)
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override void Forward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var target = Result.Channel(block, channel, TLanes.Count);
            Source.Values.Channel(block, channel, TLanes.Count)[TLanes.Count..].CopyTo(target);
            target[^TLanes.Count..].Clear();
        }
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
            var gradient = scratch.ResultGradient + (channel * Strip.Whole(Shape).Pitch * TLanes.Count);
            var target = Source.Gradient.At(block, channel) + TLanes.Count;
            for (var position = 1; position < Shape.Width; position++, gradient += TLanes.Count, target += TLanes.Count)
            {
                (TLanes.Load(target) + TLanes.Load(gradient)).Store(target);
            }
        }
    }
}
