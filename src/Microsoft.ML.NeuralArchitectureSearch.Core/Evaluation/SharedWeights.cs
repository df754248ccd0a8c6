using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>The weights of a supernet that exists only as the paths that are drawn from it, and the steps that train them.</summary>
internal sealed partial class SharedWeights : IDisposable
{
    private readonly SharedWeightsOptions _options;
    private readonly LabelledData _images;
    private readonly Random _random;
    private readonly WeightStore _store;
    private readonly WeightOptimizer _optimizer;
    private readonly EndlessBatches _batches;
    private int _known;

    /// <param name="options">How to train.</param>
    /// <param name="images">The training images, on the device to train on; owned from here on.</param>
    /// <param name="random">The source of every draw.</param>
    public SharedWeights(SharedWeightsOptions options, LabelledData images, Random random)
    {
        (_options, _images, _random) = (options, images, random);
        _store = new WeightStore(images.Device);
        _optimizer = new WeightOptimizer([], options.Optimizer);
        _batches = new EndlessBatches(images, options.BatchSize, random);
    }

    public int StepsPerEpoch => _images.BatchCount(_options.BatchSize);

    /// <summary>The network of a path, on the shared weights; those that it is the first to need are drawn.</summary>
    /// <param name="path">The architecture.</param>
    /// <param name="graph">Its network.</param>
    /// <param name="isKnown">Whether all of its weights exist, as in a repeated evaluation that was interrupted.</param>
    public GraphNetwork Network(Architecture path, NetworkGraph graph, bool isKnown = false)
    {
        using var seed = new TorchSeed(isKnown ? 0 : _random.Next());
        return Create(path.ToJson(), graph);
    }

    /// <summary>Trains a path on the next mini-batch.</summary>
    /// <exception cref="DivergedException">The loss is no longer a finite number; the weights stay as they were.</exception>
    public void Step(GraphNetwork network, double learningRate)
    {
        using var scope = NewDisposeScope();
        network.train();
        var (images, labels) = _images.Gather(_batches.Next());
        var loss = functional.cross_entropy(network.call(Augmentation.Apply(_options.Augmentation, images, _random)), labels);
        var value = loss.to(ScalarType.Float64).item<double>();
        if (!double.IsFinite(value))
        {
            throw new DivergedException(
                $"The loss of the shared weights became {value}. A smaller learning rate than {learningRate} helps.");
        }

        _optimizer.Step(loss, learningRate);
    }

    /// <summary>Measures the statistics of a path's batch normalizations on the first mini-batches, all counting alike.</summary>
    /// <param name="network">The path.</param>
    /// <param name="beforeBatch">Called before every mini-batch; it may throw to end the measurement.</param>
    public void Recalibrate(GraphNetwork network, Action beforeBatch)
    {
        using var noGradient = no_grad();
        network.train();
        var batch = 0;
        foreach (var indices in _images.InOrder(_options.BatchSize).Take(Math.Min(_options.RecalibrationBatches, StepsPerEpoch)))
        {
            beforeBatch();
            using var scope = NewDisposeScope();
            network.NormalizationMomentum = 1.0 / ++batch;
            network.call(_images.Gather(indices).Inputs);
        }
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _store.Dispose();
        _images.Dispose();
    }
}
