using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>The channels in another order: those of the source, read where they lie.</summary>
internal sealed unsafe class ShuffleBranch<TLanes>(State source, ShufflePlan plan)
    : Branch<TLanes>(source, new FeatureMap(source.Values.Shape), norm: null)
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override bool KeepsResult => false;

    public override IEnumerable<FeatureMap> Maps => [];

    public override float* Values(int block, int channel, float* room) => Source.Values.At(block, plan.SourceOf(channel, Shape.Channels));

    public override void Forward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
    }

    public override void Backward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        if (!Source.NeedsGradient)
        {
            return;
        }

        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var target = Source.Gradient.At(block, plan.SourceOf(channel, Shape.Channels));
            var sum = scratch.Combination();
            sum.Add(target, TLanes.Broadcast(1));
            foreach (var term in Terms)
            {
                sum.Add(term.Target.Gradient.At(block, channel), TLanes.Broadcast(term.Factor(run)) * TLanes.Load(term.Lanes(run, block)));
            }

            sum.WriteTo(target, Shape.Positions);
        }
    }
}
