using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>One step of the final training of DARTS's published cells on random images.</summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly TrainingOptions _options = new();
    private readonly GraphNetwork _network;
    private readonly IKernelNetwork? _fused;
    private readonly WeightOptimizer _weights;
    private readonly Tensor _images;
    private readonly Tensor _labels;

    /// <param name="sizes">Channels, cells, images, height and width.</param>
    /// <param name="kernelThreads">Threads of the kernels; 0 for TorchSharp's operations.</param>
    public TrainingStep(int[] sizes, int kernelThreads)
    {
        random.manual_seed(1);
        var shape = new MapShape(3, sizes[3], sizes[3]);
        _network = GraphNetwork.OfCells(PublishedGenotypes.DartsV2, new() { Channels = sizes[0], Cells = sizes[1] }, shape, classCount: 10);
        _network.train();
        _fused = KernelEngine.TryCompile(_network, kernelThreads);
        IReadOnlyList<Parameter> weights = _fused?.Weights ?? [.. _network.parameters()];
        _weights =
            new WeightOptimizer(weights, new WeightOptimizerOptions(_options.Momentum, _options.WeightDecay, _options.GradientClipping));
        (_images, _labels) = (randn(sizes[2], 3, sizes[3], sizes[3]), randint(10, [sizes[2]], ScalarType.Int64));
    }

    public double Run()
    {
        using var scope = NewDisposeScope();
        var logits = _fused?.Forward(_images).Logits ?? _network.call(_images);
        var loss = functional.cross_entropy(logits, _labels);
        _weights.Step(loss, _options.LearningRate);
        return loss.item<float>();
    }

    public void Dispose()
    {
        _weights.Dispose();
        _fused?.Dispose();
        _network.Dispose();
        _images.Dispose();
        _labels.Dispose();
    }
}
