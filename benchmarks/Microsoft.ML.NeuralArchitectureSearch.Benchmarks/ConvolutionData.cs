using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>One block of images for the convolution kernels, and the kernels as calls.</summary>
internal sealed unsafe class ConvolutionData<TLanes> : IDisposable
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly MapShape _input;
    private readonly DepthwiseShape _shape;
    private readonly AlignedBuffer _source;
    private readonly AlignedBuffer _padded;
    private readonly AlignedBuffer _filtered;
    private readonly AlignedBuffer _mixed;
    private readonly AlignedBuffer _weights;
    private readonly nint _pitch;

    public ConvolutionData(MapShape input, int kernel, int dilation)
    {
        _input = input;
        _shape = new DepthwiseShape(input, kernel, stride: 1, dilation);
        _pitch = (nint)PaddedPlane.PitchOf(input.Positions) * TLanes.Count;
        _source = new AlignedBuffer(input.Channels * _pitch);
        _padded = new AlignedBuffer((nint)input.Channels * _shape.Input.Pitch * TLanes.Count);
        _filtered = new AlignedBuffer(input.Channels * _pitch);
        _mixed = new AlignedBuffer(input.Channels * _pitch);
        _weights = new AlignedBuffer((input.Channels * input.Channels) + (kernel * kernel * input.Channels));
    }

    /// <summary>Floating-point operations of a filter pass, taps beyond the edges counted.</summary>
    public double FilterOperations => 2.0 * _shape.Kernel * _shape.Kernel * Values;

    /// <summary>Floating-point operations of a 1x1 convolution.</summary>
    public double MixOperations => 2.0 * _input.Channels * Values;

    /// <summary>Values of the block.</summary>
    public double Values => (double)_input.Channels * _input.Positions * TLanes.Count;

    public void Pad()
    {
        for (var channel = 0; channel < _input.Channels; channel++)
        {
            Rectifier<TLanes>.Pad(
                Clamp.Relu, _shape.Input, _source.Start + (channel * _pitch), TLanes.Broadcast(1), TLanes.Zero, Padded(channel));
        }
    }

    public void Filter()
    {
        for (var channel = 0; channel < _input.Channels; channel++)
        {
            Depthwise<TLanes>.Filter(_shape.Forward, Padded(channel), _weights.Start, _filtered.Start + (channel * _pitch));
        }
    }

    public void FilterGradient()
    {
        for (var channel = 0; channel < _input.Channels; channel++)
        {
            DepthwiseGradient<TLanes>.OfWeights(_shape, Padded(channel), _filtered.Start + (channel * _pitch), _weights.Start);
        }
    }

    public void Mix() => Pointwise<TLanes>.Mix(_filtered.Start, _pitch, Weights, _mixed.Start, _pitch, _input.Positions);

    public void MixGradient() =>
        PointwiseGradient<TLanes>.AddOfWeights(_mixed.Start, _pitch, _filtered.Start, _pitch, _input.Positions, Weights);

    public void PoolMaximum()
    {
        for (var channel = 0; channel < _input.Channels; channel++)
        {
            Pooling<TLanes,
            MaxPooling<TLanes>>.Forward(
                _input, kernel: 3, stride: 1, _source.Start + (channel * _pitch), _mixed.Start + (channel * _pitch));
        }
    }

    public void PoolAverage()
    {
        for (var channel = 0; channel < _input.Channels; channel++)
        {
            Pooling<TLanes,
            AveragePooling<TLanes>>.Forward(
                _input, kernel: 3, stride: 1, _source.Start + (channel * _pitch), _mixed.Start + (channel * _pitch));
        }
    }

    public void Dispose()
    {
        foreach (var buffer in new[] { _source, _padded, _filtered, _mixed, _weights })
        {
            buffer.Dispose();
        }
    }

    private Matrix Weights => new(_weights.Start, _input.Channels, _input.Channels);

    private float* Padded(int channel) => _padded.Start + ((nint)channel * _shape.Input.Pitch * TLanes.Count);
}
