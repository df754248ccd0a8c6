using BenchmarkDotNet.Attributes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>Each kernel on one block of 16 images, on one thread.</summary>
public class KernelBenchmark
{
    private ConvolutionData<Lanes16> _data = null!;

    /// <summary>Channels, height and width, kernel, dilation.</summary>
    [Params("4-8-3-1", "16-8-5-2", "16-32-3-1", "16-32-5-2")]
    public string Configuration { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var sizes = Array.ConvertAll(Configuration.Split('-'), int.Parse);
        _data = new ConvolutionData<Lanes16>(new MapShape(sizes[0], sizes[1], sizes[1]), sizes[2], sizes[3]);
    }

    [GlobalCleanup]
    public void Cleanup() => _data.Dispose();

    [Benchmark]
    public void Pad() => _data.Pad();

    [Benchmark]
    public void Depthwise() => _data.Filter();

    [Benchmark]
    public void DepthwiseGradient() => _data.FilterGradient();

    [Benchmark]
    public void Pointwise() => _data.Mix();

    [Benchmark]
    public void PointwiseGradient() => _data.MixGradient();

    [Benchmark]
    public void MaxPooling() => _data.PoolMaximum();

    [Benchmark]
    public void AveragePooling() => _data.PoolAverage();
}
