using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>Depthwise convolution, 1x1 convolution, batch normalization, of an input that has been through a ReLU.</summary>
internal sealed unsafe class ConvolutionStage<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly StagePlan _plan;
    private readonly DepthwiseShape _shape;
    private readonly int _channels;
    private readonly nint _pitch;

    /// <param name="plan">The stage.</param>
    /// <param name="input">Size of its input.</param>
    public ConvolutionStage(StagePlan plan, MapShape input)
    {
        _plan = plan;
        _channels = input.Channels;
        _shape = new DepthwiseShape(input, plan.Kernel, plan.Stride, plan.Dilation);
        _pitch = (nint)PaddedPlane.PitchOf(_shape.Output.Positions) * TLanes.Count;
        Result = new CellMap(_shape.Output);
        Norm = new Normalization(plan.Norm, _channels);
    }

    /// <summary>How a channel of the input lies in memory.</summary>
    public PaddedPlane Input => _shape.Input;

    /// <summary>The result, not yet normalized.</summary>
    public CellMap Result { get; }

    public Normalization Norm { get; }

    private int Positions => _shape.Output.Positions;

    private nint InputPitch => (nint)_shape.Input.Pitch * TLanes.Count;

    public void Forward(int block, float* input, CellScratch<TLanes> scratch, CellRun run)
    {
        Filter(input, scratch, run);
        var weights = PointwiseWeights(run.Parameters + _plan.Pointwise);
        Pointwise<TLanes>.Mix(scratch.Filtered, _pitch, weights, Result.At(block), Result.ChannelPitch, Positions);
    }

    /// <summary>From the gradient of the result to the gradients of the parameters and of the depthwise convolution's output.</summary>
    public void Backward(int block, float* input, CellScratch<TLanes> scratch, CellRun run)
    {
        if (run.ParameterGradients != null)
        {
            Filter(input, scratch, run);
            var target = PointwiseWeights(run.ParameterGradient(block, _plan.Pointwise));
            PointwiseGradient<TLanes>.OfWeights(scratch.ResultGradient, _pitch, scratch.Filtered, _pitch, Positions, target);
        }

        var weights = PointwiseWeights(run.Parameters + _plan.Pointwise).Transposed;
        Pointwise<TLanes>.Mix(scratch.ResultGradient, _pitch, weights, scratch.FilteredGradient, _pitch, Positions);
        for (var channel = 0; run.ParameterGradients != null && channel < _channels; channel++)
        {
            var target = run.ParameterGradient(block, _plan.Depthwise) + Weight(channel);
            DepthwiseGradient<TLanes>.OfWeights(
                _shape, input + (channel * InputPitch), scratch.FilteredGradient + (channel * _pitch), target);
        }
    }

    /// <summary>The gradient of one channel of the input, once <see cref="Backward"/> is done.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="target">Overwritten, rows without margins.</param>
    /// <param name="scratch">What <see cref="Backward"/> left there.</param>
    /// <param name="run">The run.</param>
    public void WriteInputGradient(int channel, float* target, CellScratch<TLanes> scratch, CellRun run)
    {
        Margins<TLanes>.Add(_shape.OutputGradient, scratch.FilteredGradient + (channel * _pitch), scratch.PaddedGradient);
        foreach (var phase in _shape.Backward)
            Depthwise<TLanes>.Filter(phase, scratch.PaddedGradient, run.Parameters + _plan.Depthwise + Weight(channel), target);
    }

    private void Filter(float* input, CellScratch<TLanes> scratch, CellRun run)
    {
        for (var channel = 0; channel < _channels; channel++)
        {
            var weights = run.Parameters + _plan.Depthwise + Weight(channel);
            Depthwise<TLanes>.Filter(_shape.Forward, input + (channel * InputPitch), weights, scratch.Filtered + (channel * _pitch));
        }
    }

    private int Weight(int channel) => channel * _plan.Kernel * _plan.Kernel;

    private Matrix PointwiseWeights(float* start) => new(start, _channels, _channels);
}
