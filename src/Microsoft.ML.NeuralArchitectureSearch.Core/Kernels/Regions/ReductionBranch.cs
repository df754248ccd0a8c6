using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>ReLU, two 1x1 convolutions at stride 2, the second one pixel further, side by side, batch normalization.</summary>
internal sealed unsafe class ReductionBranch<TLanes>(State source, ReductionPlan plan)
    : Branch<TLanes>(source, new FeatureMap(plan.Result(source.Values.Shape)), new Normalization(plan.Norm, plan.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly nint _pitch = (nint)PaddedPlane.PitchOf(plan.Result(source.Values.Shape).Positions) * TLanes.Count;

    public override int ScratchPixels => Math.Max(plan.Channels, Input.Channels) * (int)Strip.Whole(Shape).Pitch;

    public override bool HasParameters => true;

    private MapShape Input => Source.Values.Shape;

    private int Positions => Result.Shape.Positions;

    private int Half => plan.Channels / 2;

    // From a pixel of an even row and column to the next one of an odd row and column.
    private int Shift => (Input.Width + 1) * TLanes.Count;

    public override void Forward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        Halve(block, shift: 0, scratch);
        Pointwise<TLanes>.Mix(
            scratch.Filtered,
            _pitch,
            Weights(run.Parameters, plan.Even),
            Result.At(block),
            Result.ChannelPitch,
            Positions);
        Halve(block, Shift, scratch);
        Pointwise<TLanes>.Mix(
            scratch.Filtered,
            _pitch,
            Weights(run.Parameters, plan.Odd),
            Result.At(block, Half),
            Result.ChannelPitch,
            Positions);
        Norm!.Begin(block);
        for (var channel = 0; run.IsTraining && channel < Shape.Channels; channel++)
        {
            Norm.Add(block, channel, Channels<TLanes>.Moments(Result.At(block, channel), Positions));
        }
    }

    public override void Backward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        WriteResultGradient(block, scratch, run);
        BackwardHalf(block, plan.Even, shift: 0, scratch.ResultGradient, scratch, run);
        BackwardHalf(block, plan.Odd, Shift, scratch.ResultGradient + (Half * _pitch), scratch, run);
    }

    private void BackwardHalf(int block, int weights, int shift, float* gradient, Scratch<TLanes> scratch, RegionRun run)
    {
        if (run.ParameterGradients != null)
        {
            Halve(block, shift, scratch);
            var target = new Matrix(run.ParameterGradient(block, weights), Half, Input.Channels);
            PointwiseGradient<TLanes>.AddOfWeights(gradient, _pitch, scratch.Filtered, _pitch, Positions, target);
        }

        if (!Source.NeedsGradient)
        {
            return;
        }

        Pointwise<TLanes>.Mix(gradient, _pitch, Weights(run.Parameters, weights).Transposed, scratch.FilteredGradient, _pitch, Positions);
        for (var channel = 0; channel < Input.Channels; channel++)
        {
            var values = Source.Values.At(block, channel) + shift;
            var target = Source.Gradient.At(block, channel) + shift;
            Rectifier<TLanes>.AddGradient(Clamp.Relu, Input, step: 2, scratch.FilteredGradient + (channel * _pitch), values, target);
        }
    }

    private void Halve(int block, int shift, Scratch<TLanes> scratch)
    {
        for (var channel = 0; channel < Input.Channels; channel++)
        {
            Rectifier<TLanes>.Halve(Input, Source.Values.At(block, channel) + shift, scratch.Filtered + (channel * _pitch));
        }
    }

    private Matrix Weights(float* parameters, int start) => new(parameters + start, Half, Input.Channels);
}
