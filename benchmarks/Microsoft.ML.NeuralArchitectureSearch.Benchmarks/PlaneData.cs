using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>One image for the kernels whose vectors hold neighbouring pixels, and the kernels as calls.</summary>
internal sealed unsafe class PlaneData : IDisposable
{
    private readonly MapShape _input;
    private readonly int _kernel;
    private readonly PlaneFrames _frames = new();
    private readonly PlaneFilter _filter;
    private readonly PlanePooling _largest;
    private readonly PlanePooling _mean;
    private readonly AlignedBuffer _source;
    private readonly AlignedBuffer _target;
    private readonly AlignedBuffer _weights;

    public PlaneData(MapShape input, int kernel, int dilation)
    {
        (_input, _kernel) = (input, kernel);
        _filter = PlaneFilter.Create(new PlaneWindow(input, kernel, Stride: 1, dilation), Clamp.Relu, _frames, LaneCount.Widest);
        _largest = PlanePooling.Largest(input, kernel: 3, stride: 1, _frames, LaneCount.Widest);
        _mean = PlanePooling.Mean(input, kernel: 3, stride: 1, _frames, LaneCount.Widest);
        _source = new AlignedBuffer((nint)input.Channels * input.Positions);
        _target = new AlignedBuffer((nint)input.Channels * input.Positions);
        _weights = new AlignedBuffer(kernel * kernel);
    }

    /// <summary>Floating-point operations of a filter pass, taps beyond the edges counted.</summary>
    public double FilterOperations => 2.0 * _kernel * _kernel * _input.Channels * _input.Positions;

    /// <summary>Bytes that a pass reads and writes.</summary>
    public double Bytes => 2.0 * sizeof(float) * _input.Channels * _input.Positions;

    public void Filter()
    {
        for (var channel = 0; channel < _input.Channels; channel++)
        {
            _filter.Apply(At(_source, channel), factor: 1, bias: 0, _weights.Start, At(_target, channel));
        }
    }

    public void PoolMaximum()
    {
        for (var channel = 0; channel < _input.Channels; channel++)
        {
            _largest.Apply(At(_source, channel), At(_target, channel));
        }
    }

    public void PoolAverage()
    {
        for (var channel = 0; channel < _input.Channels; channel++)
        {
            _mean.Apply(At(_source, channel), At(_target, channel));
        }
    }

    public void Dispose()
    {
        _frames.Dispose();
        _source.Dispose();
        _target.Dispose();
        _weights.Dispose();
    }

    private float* At(AlignedBuffer map, int channel) => map.Start + ((nint)channel * _input.Positions);
}
