using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using static Microsoft.ML.NeuralArchitectureSearch.Tests.Engines.Kernel.NetworkComparison;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Engines.Kernel;

/// <summary>Networks over texts on the kernels against the same graph computed by TorchSharp's operations in float64.</summary>
public sealed class TextKernelNetworkTests
{
    private const int Words = 30;
    private const int Classes = 3;

    public static IEnumerable<TestCaseData> Networks =>
        from operation in TextOperationNames.All
        from isNormalized in new[] { false, true }
        where operation != OperationNames.None
        select new TestCaseData(operation, isNormalized).SetArgDisplayNames(operation, isNormalized ? "normalized" : "biases");

    [TestCaseSource(nameof(Networks))]
    public void A_step_of_training_and_predictions_are_those_of_the_reference(string operation, bool isNormalized)
    {
        foreach (var (cells, length) in new[] { (1, 9), (3, 27) })
        {
            using var scope = NewDisposeScope();
            var graph = Graph(operation, length, Options(cells, isNormalized));
            var (reference, network, single) = (Reference(graph), new GraphNetwork(graph), new GraphNetwork(graph));
            Copy(reference, network);
            Copy(reference, single);
            using var kernels = KernelEngine.TryCompile(network, threads: 2)!;
            foreach (var lengths in Batches(length, isNormalized))
            {
                AssertEqualSteps(lengths, length, (reference, kernels, network, single));
                AssertEqualPredictions(lengths, length, (reference, kernels, network, single));
            }
        }
    }

    [Test]
    public void Convolutions_and_pools_of_texts_are_all_on_the_kernels([Values] bool isNormalized)
    {
        foreach (var operation in new[] { "conv_3", "sep_conv_5", "dil_conv_7", "max_pool_3", "avg_pool_3" })
        {
            var graph = Graph(TextOperationNames.All.First(name => name == operation), 20, Options(cells: 3, isNormalized));
            using var network = new GraphNetwork(graph);
            using var kernels = KernelEngine.TryCompile(network, threads: 1)!;
            Assert.That(kernels.KernelShare, Is.GreaterThan(0.95), operation);
        }
    }

    [Test]
    public void Weights_of_a_store_get_their_gradients_where_they_are_at_every_length()
    {
        using var scope = NewDisposeScope();
        var graph = Graph(TextOperationNames.Convolution3, 30, Options(cells: 2, isNormalized: true));
        using var store = new WeightStore();
        using var network = new GraphNetwork(graph, store);
        using var kernels = KernelEngine.TryCompile(network, threads: 1)!;
        TorchSharp.Modules.Parameter[] weights = [.. store.Parameters];
        foreach (var longest in new[] { 4, 30, 12 })
        {
            var (texts, labels) = (Texts(30, longest, 3, 2, 1), randint(Classes, [4]));
            var expected = autograd.grad([functional.cross_entropy(network.call(texts), labels)], weights);
            var actual = autograd.grad([functional.cross_entropy(kernels.Forward(texts).Logits, labels)], weights);

            Assert.That(Error(Flat(actual), Flat(expected)), Is.LessThan(1e-4), $"{longest} tokens");
        }
    }

    // A full mini-batch, a last small one, a single text, texts without tokens; the longest of each another one.
    // Equal texts have no variance that a normalization could divide by.
    private static int[][] Batches(int length, bool isNormalized) =>
        [[length, 1, 0, 5, length / 2, 7, 3, 2, 6, 4, 1], [5, 3, 0], [length - 1, 2, 2], [length], isNormalized ? [0, 6] : [0, 0]];

    private static TextNetworkOptions Options(int cells, bool isNormalized) => new()
    {
        Channels = 6,
        Cells = cells,
        EmbeddingWidth = 5,
        EmbeddingDropout = 0,
        Dropout = 0,
        IsNormalized = isNormalized,
        Pooling = cells == 1 ? TextPooling.Attention : TextPooling.Max,
    };

    private static NetworkGraph Graph(string operation, int length, TextNetworkOptions options)
    {
        var cell = new CellGenotype([new Edge(0, operation), new Edge(1, operation)], [new Edge(1, operation), new Edge(2, operation)]);
        return TextCellGraph.Of(
            new Genotype(cell, cell),
            new TextInput(Words),
            options,
            new NetworkSize(new MapShape(1, 1, length), Classes));
    }

    private static Tensor Texts(int length, params int[] lengths)
    {
        var random = new Random(lengths.Sum());
        var texts = zeros(lengths.Length, 1, 1, length);
        foreach (var (text, tokens) in lengths.Index())
        {
            for (var token = 0; token < tokens; token++)
            {
                texts[text, 0, 0, token] = random.Next(1, Words);
            }
        }

        return texts;
    }

    private static void AssertEqualSteps(
        int[] lengths, int length, (GraphNetwork Reference, IKernelNetwork Kernels, GraphNetwork Network, GraphNetwork Single) all)
    {
        var (texts, labels) = (Texts(length, lengths), randint(Classes, [lengths.Length]));
        Copy(all.Reference, all.Network);
        Copy(all.Reference, all.Single);
        var expected = all.Reference.call(texts.to(ScalarType.Float64));
        var (actual, other) = (all.Kernels.Forward(texts).Logits, all.Single.call(texts));
        Step(functional.cross_entropy(expected, labels), [.. all.Reference.parameters()]);
        Step(functional.cross_entropy(actual, labels), all.Kernels.Weights);
        Step(functional.cross_entropy(other, labels), [.. all.Single.parameters()]);
        AssertAsExact(actual, other, expected, $"logits of {string.Join(", ", lengths)} tokens");
        AssertAsExact(
            State(all.Network),
            State(all.Single),
            State(all.Reference),
            $"weights and statistics of {string.Join(", ", lengths)} tokens");
    }

    private static void AssertEqualPredictions(
        int[] lengths, int length, (GraphNetwork Reference, IKernelNetwork Kernels, GraphNetwork Network, GraphNetwork Single) all)
    {
        using var noGradient = no_grad();
        var texts = Texts(length, lengths);
        Copy(all.Reference, all.Network);
        Copy(all.Reference, all.Single);
        foreach (var network in new[] { all.Reference, all.Network, all.Single })
        {
            network.eval();
        }

        AssertAsExact(
            all.Kernels.Forward(texts).Logits,
            all.Single.call(texts),
            all.Reference.call(texts.to(ScalarType.Float64)),
            $"predictions of {string.Join(", ", lengths)} tokens");
        foreach (var network in new[] { all.Reference, all.Network, all.Single })
        {
            network.train();
        }
    }
}
