using BenchmarkDotNet.Attributes;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>Scores of one batch of images by the final network of DARTS's published cells.</summary>
public class InferenceBenchmark
{
    private CellNetwork _network = null!;
    private Tensor _images = null!;

    /// <summary>Channels, layers, images in the batch, height and width.</summary>
    [Params("16-5-128-8", "16-5-128-32", "36-20-16-32")]
    public string Configuration { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var sizes = Array.ConvertAll(Configuration.Split('-'), int.Parse);
        random.manual_seed(1);
        _network = new CellNetwork(
            PublishedGenotypes.DartsV2,
            new CellNetworkOptions { Channels = sizes[0], Layers = sizes[1] },
            new ImageShape(3, sizes[3], sizes[3]),
            classCount: 10);
        _network.eval();
        _images = randn(sizes[2], 3, sizes[3], sizes[3]);
    }

    [Benchmark]
    public float Batch()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        return _network.call(_images).sum().item<float>();
    }
}
