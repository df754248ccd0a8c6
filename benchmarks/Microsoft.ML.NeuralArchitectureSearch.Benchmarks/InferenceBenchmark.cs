using BenchmarkDotNet.Attributes;
using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>Scores of one batch of images by the final network of DARTS's published cells.</summary>
public class InferenceBenchmark
{
    private GraphNetwork _network = null!;
    private IKernelNetwork? _fused;
    private Tensor _images = null!;

    /// <summary>Channels, layers, images in the batch, height and width.</summary>
    [Params("16-5-1-32", "16-5-32-32", "16-5-256-32", "16-5-128-8", "36-20-16-32")]
    public string Configuration { get; set; } = "";

    /// <summary>Whether the fused kernels compute it.</summary>
    [Params(true, false)]
    public bool Kernels { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var sizes = Array.ConvertAll(Configuration.Split('-'), int.Parse);
        random.manual_seed(1);
        var shape = new MapShape(3, sizes[3], sizes[3]);
        var size = new CellNetworkOptions { Channels = sizes[0], Cells = sizes[1] };
        _network = GraphNetwork.OfCells(PublishedGenotypes.DartsV2, size, shape, classCount: 10);
        _network.eval();
        _fused = KernelEngine.TryCompile(_network, Kernels ? get_num_threads() : 0);
        _images = randn(sizes[2], 3, sizes[3], sizes[3]);
    }

    [GlobalCleanup]
    public void Cleanup() => _fused?.Dispose();

    [Benchmark]
    public float Batch()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var logits = _fused?.Forward(_images).Logits ?? _network.call(_images);
        return logits.sum().item<float>();
    }
}
