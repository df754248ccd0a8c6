using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Tensors;
using NUnit.Framework;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Networks;

/// <summary>What happens within predictions: who is there at once, with how many threads, and what is still alive.</summary>
[NonParallelizable]
public sealed class PredictorTests
{
    private const int EndOfText = 2;

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly MapShape Images = new(1, 8, 8);
    private static readonly MapShape Texts = new(1, 1, 12);

    private int _threads;

    [SetUp]
    public void Use_two_threads()
    {
        _threads = get_num_threads();
        set_num_threads(2);
    }

    [TearDown]
    public void Put_the_threads_back() => set_num_threads(_threads);

    [TestCase("cells", 0)]
    [TestCase("cells", 2)]
    [TestCase("layers", 0)]
    [TestCase("recurrent texts", 2)]
    [TestCase("language model", 0)]
    [TestCase("language model", 2)]
    public void Two_callers_are_within_a_network_at_the_same_time(string kind, int kernelThreads)
    {
        using var predictor = Predictor(kind, kernelThreads, out var within, out var predict);
        using var together = new Barrier(2);
        var met = 0;
        within(() => Interlocked.Add(ref met, together.SignalAndWait(Long) ? 1 : 0));

        var other = new Thread(() => predict(1));
        other.Start();
        predict(1);
        other.Join();

        Assert.That(met, Is.EqualTo(2 * 2), "both callers pass the first and the last layer together");
    }

    [TestCase("cells", 0)]
    [TestCase("cells", 2)]
    [TestCase("layers", 0)]
    [TestCase("recurrent texts", 2)]
    [TestCase("language model", 0)]
    [TestCase("language model", 2)]
    public void Small_work_is_done_by_one_thread_whatever_number_torch_has(string kind, int kernelThreads)
    {
        using var predictor = Predictor(kind, kernelThreads, out var within, out var predict);
        var found = new List<(int Here, int InNewThreads)>();
        within(() => found.Add((get_num_threads(), ThreadsOfNewThreads())));

        predict(1);

        Assert.That(found, Is.Not.Empty.And.All.EqualTo((1, 2)));
        Assert.That((get_num_threads(), ThreadsOfNewThreads()), Is.EqualTo((2, 2)));
    }

    [TestCase("cells", 2)]
    [TestCase("layers", 0)]
    [TestCase("recurrent texts", 2)]
    [TestCase("language model", 0)]
    public void Large_work_is_split_among_torchs_threads(string kind, int kernelThreads)
    {
        using var predictor = Predictor(kind, kernelThreads, out var within, out var predict);
        var found = new List<int>();
        within(() => found.Add(get_num_threads()));

        predict(2100);

        Assert.That(found, Is.Not.Empty.And.All.EqualTo(2));
    }

    [TestCase("cells", 0, false)]
    [TestCase("cells", 2, true)]
    public void Zero_threads_of_the_kernels_mean_torchs_operations_in_scoring_too(string kind, int kernelThreads, bool usesKernels)
    {
        using var seed = new TorchSeed(1);
        var network = Cells();
        var computed = 0;
        network.Observer = (node, _) => computed += node.Key == "cells.0.output" ? 1 : 0;
        using var predictor = new ClassifierPredictor(network, null, Images, 3, CPU, kernelThreads);

        predictor.Predict(new float[64], 1, new float[3]);

        Assert.That(computed, Is.EqualTo(usesKernels ? 0 : 1), kind);
    }

    [TestCase("cells", 2)]
    [TestCase("layers", 0)]
    [TestCase("recurrent texts", 2)]
    [TestCase("language model", 2)]
    public void A_prediction_that_has_begun_is_finished_after_the_model_is_disposed_and_the_network_is_freed_then(
        string kind,
        int kernelThreads)
    {
        using var predictor = Predictor(kind, kernelThreads, out var within, out var predict);
        var expected = predict(1);
        var weights = _weights!();
        var (disposed, alive) = (false, false);
        within(() =>
        {
            predictor.Dispose();
            disposed = true;
            alive = weights.All(weight => !weight.IsInvalid);
        });

        var found = predict(1);

        Assert.That((disposed, alive), Is.EqualTo((true, true)));
        Assert.That(found, Is.EqualTo(expected));
        Assert.That(weights.Select(weight => weight.IsInvalid), Is.All.True);
        Assert.That(() => predict(1), Throws.InstanceOf<ObjectDisposedException>());
    }

    private Func<Tensor[]>? _weights;

    // within: has something done at the first and at the last layer of a prediction. predict: computes some rows, and gives what comes out.
    private IDisposable Predictor(string kind, int kernelThreads, out Action<Action> within, out Func<int, float[]> predict)
    {
        using var seed = new TorchSeed(1);
        if (kind == "language model")
        {
            return LanguageModel(kernelThreads, out within, out predict);
        }

        GraphNetwork network = kind switch
        {
            "cells" => Cells(),
            "layers" => new GraphNetwork(
                CellNetworkGraph.Describe(PublishedGenotypes.DartsV2, new() { Channels = 4, Cells = 3 }, Images, 3)),
            _ => new GraphNetwork(RecurrentTextGraph.Of(
                PublishedRecurrentGenotypes.DartsV2, new TextInput(40), new()
                {
                    HiddenSize = 20,
                    EmbeddingWidth = 6
                }, new NetworkSize(Texts, 3))),
        };
        _weights = () => [.. network.parameters()];
        var shape = kind == "recurrent texts" ? Texts : Images;
        var predictor = new ClassifierPredictor(network, null, shape, 3, CPU, kernelThreads);
        within = action => Observe(network, action);
        predict = count =>
        {
            float[] values = [.. Enumerable.Range(0, count * shape.Size).Select(index => (float)(2 + (index % 31)))];
            var probabilities = new float[count * 3];
            predictor.Predict(values, count, probabilities);
            return probabilities;
        };
        return predictor;
    }

    private LanguageModelPredictor LanguageModel(int kernelThreads, out Action<Action> within, out Func<int, float[]> predict)
    {
        var network = new RecurrentLanguageModel(
            PublishedRecurrentGenotypes.DartsV2,
            new LanguageModelOptions { HiddenSize = 20 }.ScaledTo(1000),
            60);
        _weights = () => [.. network.parameters()];
        var predictor = new LanguageModelPredictor(network, EndOfText, CPU, kernelThreads);
        within = action =>
        {
            Before((Module<Tensor, Tensor>)network.named_children().Single(child => child.name == "encoder").module, action);
            network.Layer.register_forward_hook((_, _, _, output) =>
            {
                action();
                return output;
            });
        };
        predict = count =>
        {
            int[][] texts = [.. Enumerable.Range(0, count).Select(row => new[] { 3 + (row % 50), 7, 9 })];
            var perplexities = new float[count];
            predictor.Predict(texts, perplexities, [.. texts.Select(_ => new int[4])]);
            return perplexities;
        };
        return predictor;
    }

    private static GraphNetwork Cells() => GraphNetwork.OfCells(PublishedGenotypes.DartsV2, new() { Channels = 4, Cells = 3 }, Images, 3);

    private static void Observe(GraphNetwork network, Action action) => network.Observer = (node, _) =>
    {
        if (node == network.Graph.Nodes[0] || node == network.Graph.Nodes[^1])
        {
            action();
        }
    };

    private static void Before(Module<Tensor, Tensor> module, Action action) => module.register_forward_pre_hook((_, input) =>
    {
        action();
        return input;
    });

    private static int ThreadsOfNewThreads()
    {
        var threads = 0;
        var other = new Thread(() => threads = get_num_threads());
        other.Start();
        other.Join();
        return threads;
    }
}
