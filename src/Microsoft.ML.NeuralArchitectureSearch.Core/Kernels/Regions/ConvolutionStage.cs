using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>
/// Depthwise convolution, 1x1 convolution, batch normalization, of an input that has been through a ReLU; a strip of rows at a time.
/// </summary>
internal sealed unsafe class ConvolutionStage<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int ForwardStrip = 128 * 1024;

    // Longer, as sums over a strip are added up across lanes at its end.
    private const int BackwardStrip = 256 * 1024;

    private readonly StagePlan _plan;
    private readonly DepthwiseShape _shape;
    private readonly ImmutableArray<Strip> _forwardStrips;
    private readonly int _channels;
    private readonly nint _pitch;

    /// <param name="plan">The stage.</param>
    /// <param name="input">Size of its input.</param>
    public ConvolutionStage(StagePlan plan, MapShape input)
    {
        _plan = plan;
        _channels = input.Channels;
        _shape = new DepthwiseShape(input, plan.Kernel, plan.Stride, plan.Dilation);
        _pitch = Strip.Whole(_shape.Output).Pitch * TLanes.Count;
        _forwardStrips = [.. Strip.Cut(_shape.Output, TLanes.Count, ForwardStrip)];
        Strips = [.. Strip.Cut(_shape.Output, TLanes.Count, BackwardStrip)];
        Result = new FeatureMap(_shape.Output);
        Norm = new Normalization(plan.Norm, _channels);
    }

    /// <summary>How a channel of the input lies in memory.</summary>
    public PaddedPlane Input => _shape.Input;

    /// <summary>The result, not yet normalized.</summary>
    public FeatureMap Result { get; }

    public Normalization Norm { get; }

    /// <summary>What <see cref="Backward"/> is called for.</summary>
    public ImmutableArray<Strip> Strips { get; }

    private nint InputPitch => (nint)_shape.Input.Pitch * TLanes.Count;

    public void Forward(int block, float* input, Scratch<TLanes> scratch, RegionRun run)
    {
        Norm.Begin(block);
        foreach (var strip in _forwardStrips)
        {
            var result = Compute(block, strip, input, scratch, run);
            for (var channel = 0; run.IsTraining && channel < _channels; channel++)
            {
                Norm.Add(block, channel, Channels<TLanes>.Moments(result + (channel * Result.ChannelPitch), strip.Positions));
            }
        }
    }

    /// <summary>Computes the result again, of which the statistics are known.</summary>
    public void Compute(int block, float* input, Scratch<TLanes> scratch, RegionRun run)
    {
        foreach (var strip in _forwardStrips)
        {
            Compute(block, strip, input, scratch, run);
        }
    }

    /// <summary>
    /// From some rows of the gradient of the result to the gradients of the 1x1 weights and of the depthwise convolution's output.
    /// </summary>
    public void Backward(int block, Strip strip, float* input, Scratch<TLanes> scratch, RegionRun run)
    {
        var pitch = strip.Pitch * TLanes.Count;
        if (run.ParameterGradients != null)
        {
            Filter(input, strip, scratch, run);
            var target = PointwiseWeights(run.ParameterGradient(block, _plan.Pointwise));
            PointwiseGradient<TLanes>.AddOfWeights(scratch.ResultGradient, pitch, scratch.Filtered, pitch, strip.Positions, target);
        }

        var weights = PointwiseWeights(run.Parameters + _plan.Pointwise).Transposed;
        Pointwise<TLanes>.Mix(
            scratch.ResultGradient, pitch, weights, scratch.FilteredGradient + (strip.First * TLanes.Count), _pitch, strip.Positions);
    }

    /// <summary>The gradient of one channel's filter, once <see cref="Backward"/> is done.</summary>
    public void FilterGradient(int channel, int block, float* input, Scratch<TLanes> scratch, RegionRun run)
    {
        if (run.ParameterGradients != null)
        {
            var target = run.ParameterGradient(block, _plan.Depthwise) + Weight(channel);
            DepthwiseGradient<TLanes>.OfWeights(
                _shape,
                input + (channel * InputPitch),
                scratch.FilteredGradient + (channel * _pitch),
                target);
        }
    }

    /// <summary>The gradient of one channel of the input, once <see cref="Backward"/> is done.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="target">Overwritten, rows without margins.</param>
    /// <param name="scratch">What <see cref="Backward"/> left there.</param>
    /// <param name="run">The run.</param>
    public void WriteInputGradient(int channel, float* target, Scratch<TLanes> scratch, RegionRun run)
    {
        Margins<TLanes>.Add(_shape.OutputGradient, scratch.FilteredGradient + (channel * _pitch), scratch.PaddedGradient);
        foreach (var phase in _shape.Backward)
        {
            Depthwise<TLanes>.Filter(phase, scratch.PaddedGradient, run.Parameters + _plan.Depthwise + Weight(channel), target);
        }
    }

    private float* Compute(int block, Strip strip, float* input, Scratch<TLanes> scratch, RegionRun run)
    {
        Filter(input, strip, scratch, run);
        var weights = PointwiseWeights(run.Parameters + _plan.Pointwise);
        var result = Result.At(block) + (strip.First * TLanes.Count);
        Pointwise<TLanes>.Mix(scratch.Filtered, strip.Pitch * TLanes.Count, weights, result, Result.ChannelPitch, strip.Positions);
        return result;
    }

    private void Filter(float* input, Strip strip, Scratch<TLanes> scratch, RegionRun run)
    {
        for (var channel = 0; channel < _channels; channel++)
        {
            var weights = run.Parameters + _plan.Depthwise + Weight(channel);
            var target = scratch.Filtered + (((channel * strip.Pitch) - strip.First) * TLanes.Count);
            Depthwise<TLanes>.Filter(_shape.Forward, strip.FirstRow, strip.Rows, input + (channel * InputPitch), weights, target);
        }
    }

    private int Weight(int channel) => channel * _plan.Kernel * _plan.Kernel;

    private Matrix PointwiseWeights(float* start) => new(start, _channels, _channels);
}
