using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>A training step of a graph's network on random images or texts, and the scoring of one.</summary>
internal sealed class GraphStep : IDisposable
{
    private readonly GraphNetwork _network;
    private readonly GraphNetwork _trained;
    private readonly IKernelNetwork? _kernels;
    private readonly IKernelNetwork? _scoring;
    private readonly WeightOptimizer _weights;
    private readonly Tensor _images;
    private readonly Tensor _labels;

    /// <param name="graph">The network.</param>
    /// <param name="images">Number of images.</param>
    /// <param name="threads">Threads of the kernels; 0 for TorchSharp's operations.</param>
    public GraphStep(NetworkGraph graph, int images, int threads)
    {
        random.manual_seed(1);
        var shape = graph.Nodes[0].Output;
        var options = new TrainingOptions();
        _network = new GraphNetwork(graph);
        _trained = new GraphNetwork(graph);
        _trained.eval();
        _scoring = KernelEngine.TryCompile(_trained, threads, areWeightsFrozen: true);
        _kernels = KernelEngine.TryCompile(_network, threads);
        IReadOnlyList<Parameter> weights = _kernels?.Weights ?? [.. _network.parameters()];
        _weights =
            new WeightOptimizer(weights, new WeightOptimizerOptions(options.Momentum, options.WeightDecay, options.GradientClipping));
        _images = graph.Nodes.Select(node => node.Layer).OfType<EmbeddingLayer>().FirstOrDefault() is { } embedding
            ? Texts(images, shape.Width, embedding.WordCount)
            : randn(images, shape.Channels, shape.Height, shape.Width);
        _labels = randint(10, [images], ScalarType.Int64);
    }

    // The first text is the longest, the others have half as many tokens or more.
    private static Tensor Texts(int count, int length, int words)
    {
        var random = new Random(1);
        var numbers = new float[count * length];
        for (var text = 0; text < count; text++)
        {
            var tokens = text == 0 ? length : random.Next(length / 2, length + 1);
            for (var token = 0; token < tokens; token++)
            {
                numbers[(text * length) + token] = random.Next(1, words);
            }
        }

        return tensor(numbers, [count, 1, 1, length]);
    }

    /// <summary>Share of the multiply-adds that the kernels compute.</summary>
    public double KernelShare => _kernels?.KernelShare ?? 0;

    public void Train()
    {
        using var scope = NewDisposeScope();
        var logits = _kernels?.Forward(_images).Logits ?? _network.call(_images);
        var loss = functional.cross_entropy(logits, _labels);
        _weights.Step(loss, learningRate: 0.025);
    }

    public void Score()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var image = _images.narrow(0, 0, 1);
        _ = (_scoring?.Forward(image).Logits ?? _trained.call(image)).sum().item<float>();
    }

    public void Dispose()
    {
        _weights.Dispose();
        _kernels?.Dispose();
        _scoring?.Dispose();
        _trained.Dispose();
        _network.Dispose();
        _images.Dispose();
        _labels.Dispose();
    }
}
