using BenchmarkDotNet.Attributes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>Each kernel of a recurrent node that reads eight states of 64 sequences, on one thread.</summary>
public class RecurrentKernelBenchmark
{
    private RecurrentData<Lanes16> _data = null!;

    /// <summary>Hidden units.</summary>
    [Params(300, 850)]
    public int Hidden { get; set; }

    [GlobalSetup]
    public void Setup() => _data = new RecurrentData<Lanes16>(rows: 512, Hidden);

    [GlobalCleanup]
    public void Cleanup() => _data.Dispose();

    [Benchmark]
    public void Multiply() => _data.Multiply();

    [Benchmark]
    public void MultiplyGradients() => _data.MultiplyGradients();

    [Benchmark]
    public void Combine() => _data.Combine();

    [Benchmark]
    public void Differentiate() => _data.Differentiate();
}
