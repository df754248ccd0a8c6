using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Activation, depthwise convolution, batch normalization.</summary>
internal sealed unsafe class DepthwiseBranch<TLanes>(State source, DepthwisePlan plan)
    : Branch<TLanes>(
        source,
        new FeatureMap(plan.Result(source.Values.Shape)),
        Normalization.Of(plan.Norm, source.Values.Shape.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly DepthwiseShape _shape = new(source.Values.Shape, plan.Kernel, plan.Stride, plan.Dilation, plan.Rows);

    public override int ScratchPixels => Shape.Channels * Math.Max(_shape.Input.Pitch, (int)Strip.Whole(Shape).Pitch);

    public override bool HasParameters => true;

    private nint InputPitch => (nint)_shape.Input.Pitch * TLanes.Count;

    public override void Forward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        Norm?.Begin(block);
        var input = scratch.Activated(plan.Activation, Source, block, _shape.Input);
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            Depthwise<TLanes>.Filter(
                _shape.Forward,
                input + (channel * InputPitch),
                Filter(run.Parameters, channel),
                Result.At(block, channel));
            if (Norm is not null && run.IsTraining)
            {
                AddMoments(block, channel, Result.At(block, channel), Shape.Positions, run);
            }
        }
    }

    public override void Backward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        var input = run.ParameterGradients == null ? null : scratch.Activated(plan.Activation, Source, block, _shape.Input);
        WriteResultGradient(block, scratch, run);
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var gradient = scratch.ResultGradient + (channel * Strip.Whole(Shape).Pitch * TLanes.Count);
            if (run.ParameterGradients != null)
            {
                var target = Filter(run.ParameterGradient(block, 0), channel);
                DepthwiseGradient<TLanes>.OfWeights(_shape, input + (channel * InputPitch), gradient, target);
            }

            if (Source.NeedsGradient)
            {
                AddInputGradient(channel, block, gradient, scratch, run);
            }
        }
    }

    private void AddInputGradient(int channel, int block, float* gradient, Scratch<TLanes> scratch, RegionRun run)
    {
        Margins<TLanes>.Add(_shape.OutputGradient, gradient, scratch.PaddedGradient);
        foreach (var phase in _shape.Backward)
        {
            Depthwise<TLanes>.Filter(phase, scratch.PaddedGradient, Filter(run.Parameters, channel), scratch.InputGradient);
        }

        Rectifier<TLanes>.AddGradient(
            plan.Activation, Source.Values.Shape, step: 1, scratch.InputGradient, Source.Values.At(block, channel), Source.Gradient
                .At(block, channel));
    }

    // Of parameters, or of their gradients.
    private float* Filter(float* start, int channel) => start + plan.Weights + (channel * plan.Rows * plan.Kernel);
}
