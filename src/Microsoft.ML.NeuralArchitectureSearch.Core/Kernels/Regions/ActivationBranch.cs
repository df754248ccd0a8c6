using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>A state as it is, or behind an activation, with or without batch normalization; the result is not kept.</summary>
internal sealed unsafe class ActivationBranch<TLanes>(State source, ActivationPlan plan)
    : Branch<TLanes>(
        source,
        plan.Activation == Clamp.None ? source.Values : new FeatureMap(source.Values.Shape),
        Normalization.Of(plan.Norm, source.Values.Shape.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override bool KeepsResult => false;

    public override IEnumerable<FeatureMap> Maps => [];

    public override bool IsRecomputed => plan.Activation != Clamp.None;

    public override int ScratchPixels => Norm is null && !IsRecomputed ? 0 : base.ScratchPixels;

    public override float* Values(int block, int channel, float* room)
    {
        var values = Source.Values.At(block, channel);
        if (!IsRecomputed)
        {
            return values;
        }

        Rectifier<TLanes>.Pad(plan.Activation, Plane, values, TLanes.Broadcast(1), TLanes.Zero, room);
        return room;
    }

    public override void Forward(int pass, int block, Scratch<TLanes> scratch, RegionRun run) => AddMoments(block, scratch, run);

    public override void Backward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        if (!Source.NeedsGradient)
        {
            return;
        }

        if (Norm is null && !IsRecomputed)
        {
            AddTermGradients(block, scratch, run);
            return;
        }

        WriteResultGradient(block, scratch, run);
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            Rectifier<TLanes>.AddGradient(
                plan.Activation,
                Shape,
                step: 1,
                scratch.ResultGradient + (channel * Strip.Whole(Shape).Pitch * TLanes.Count),
                Source.Values.At(block, channel),
                Source.Gradient.At(block, channel));
        }
    }

    private PaddedPlane Plane => new(Shape.Height, Shape.Width, Margin: 0);

    private void AddTermGradients(int block, Scratch<TLanes> scratch, RegionRun run)
    {
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var target = Source.Gradient.At(block, channel);
            var sum = scratch.Combination();
            sum.Add(target, TLanes.Broadcast(1));
            foreach (var term in Terms)
            {
                var factor = TLanes.Broadcast(term.Factor(run)) * TLanes.Load(term.Lanes(run, block));
                sum.Add(term.Target.Gradient.At(block, channel), factor);
            }

            sum.WriteTo(target, Shape.Positions);
        }
    }
}
