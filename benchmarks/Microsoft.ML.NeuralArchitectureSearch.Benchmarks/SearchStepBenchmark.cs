using BenchmarkDotNet.Attributes;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>One step of a first-order search: a step of α on one mini-batch, a step of the weights on another.</summary>
public class SearchStepBenchmark
{
    private SearchStep _step = null!;

    /// <summary>Channels, cells, images in a mini-batch, height and width.</summary>
    [Params("4-3-32-8", "8-3-64-8", "8-5-32-16", "16-5-32-32")]
    public string Configuration { get; set; } = "";

    /// <summary>Whether the fused kernels compute it.</summary>
    [Params(true, false)]
    public bool Kernels { get; set; }

    [GlobalSetup]
    public void Setup() => _step = new SearchStep(Array.ConvertAll(Configuration.Split('-'), int.Parse), Kernels ? get_num_threads() : 0);

    [GlobalCleanup]
    public void Cleanup() => _step.Dispose();

    [Benchmark]
    public double Step() => _step.Run();
}
