using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using Microsoft.ML.NeuralArchitectureSearch.Tensors;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Graphs;

public sealed class TextCellGraphTests
{
    private const int Words = 12;
    private const int Length = 9;

    private static readonly TextCellSpace Space = new()
    {
        Input = new TextInput(Words),
        Network = new TextNetworkOptions { Channels = 4, Cells = 3, EmbeddingWidth = 5 },
    };

    private static readonly NetworkSize Size = new(new MapShape(1, 1, Length), 3);

    private static readonly TextNetworkOptions Normalized = Space.Network with { IsNormalized = true };

    private static CellGenotype[] Cells => [.. TextOperationNames.All.Where(name => name != OperationNames.None)
        .Select(name => new CellGenotype([new Edge(0, name), new Edge(1, name)], [new Edge(1, name), new Edge(2, name)]))];

    [TestCase(false)]
    [TestCase(true)]
    public void A_network_has_as_many_weights_and_classes_as_its_description_says(bool isNormalized)
    {
        foreach (var cell in Cells)
        {
            var graph = TextCellGraph.Of(new Genotype(cell, cell), Space.Input!, Sized(isNormalized), Size);
            using var network = new GraphNetwork(graph);
            using var scope = NewDisposeScope();

            Assert.That(network.ParameterCount, Is.EqualTo(graph.ParameterCount));
            Assert.That(network.call(Texts(ScalarType.Float32, 9, 4)).shape, Is.EqualTo(new long[] { 2, 3 }));
            Assert.That(NetworkGraph.FromJson(graph.ToJson()), Is.EqualTo(graph));
        }
    }

    [Test]
    public void What_stands_behind_the_end_of_a_text_changes_none_of_its_scores(
        [Values] TextPooling pooling,
        [Values] bool isAttended,
        [Values] bool isNormalized)
    {
        using var seed = new TorchSeed(3);
        foreach (var cell in Cells)
        {
            using var scope = NewDisposeScope();
            var graph = TextCellGraph.Of(new Genotype(cell, cell), Space.Input!, Sized(isNormalized) with { Pooling = pooling }, Size);
            using var network = new GraphNetwork(graph).to(ScalarType.Float64);
            UseStatistics(network);
            network.eval();
            using var noGradient = no_grad();

            foreach (var length in new[] { 1, 2, 5, 8 })
            {
                // A longer text beside it makes padding, which the layer that cuts padding off cannot take away.
                var alone = network.call(Texts(ScalarType.Float64, length));
                var padded = network.call(
                    isAttended ? Texts(ScalarType.Float64, length, 9) : functionalPad(Texts(ScalarType.Float64, length)))[..1];

                Assert.That(padded.sub(alone).abs().max().item<double>(), Is.LessThan(1e-12), $"{cell}, {length} tokens");
            }
        }

        static Tensor functionalPad(Tensor texts) => nn.functional.pad(texts, [0, 7]);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Training_goes_by_the_tokens_alone(bool isNormalized)
    {
        using var seed = new TorchSeed(4);
        foreach (var cell in Cells)
        {
            using var scope = NewDisposeScope();
            var graph = TextCellGraph.Of(
                new Genotype(cell, cell), Space.Input!, Sized(isNormalized) with { Dropout = 0, EmbeddingDropout = 0 }, Size);
            using var network = new GraphNetwork(WithoutTrimming(graph)).to(ScalarType.Float64);
            network.train();
            var texts = Texts(ScalarType.Float64, 5, 3, 1);

            var (tight, gradients) = LossAndGradients(network, texts.narrow(3, 0, 5));
            var (padded, same) = LossAndGradients(network, texts);

            Assert.That(padded, Is.EqualTo(tight).Within(1e-12), $"{cell}");
            foreach (var (left, right) in gradients.Zip(same).Where(pair => !pair.First.IsInvalid))
            {
                Assert.That(left.sub(right).abs().max().item<double>(), Is.LessThan(1e-9), $"{cell}");
            }
        }
    }

    [Test]
    public void A_text_without_a_token_has_finite_scores()
    {
        foreach (var cell in Cells)
        {
            using var scope = NewDisposeScope();
            using var network = new GraphNetwork(TextCellGraph.Of(new Genotype(cell, cell), Space.Input!, Space.Network, Size));
            network.eval();

            Assert.That(network.call(zeros(2, 1, 1, Length)).isfinite().all().item<bool>(), Is.True);
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public void The_gradient_of_every_weight_is_that_of_finite_differences(bool isNormalized)
    {
        using var seed = new TorchSeed(5);
        foreach (var cell in Cells)
        {
            using var scope = NewDisposeScope();
            var options = Sized(isNormalized) with { Dropout = 0, EmbeddingDropout = 0, Pooling = TextPooling.Attention, Cells = 2 };
            using var network = new GraphNetwork(TextCellGraph.Of(new Genotype(cell, cell), Space.Input!, options, Size)).to(
                ScalarType.Float64);
            network.train();
            var texts = Texts(ScalarType.Float64, 9, 6, 2, 1);
            var (_, gradients) = LossAndGradients(network, texts);
            foreach (var (weight, gradient) in network.parameters().Zip(gradients))
            {
                using var noGradient = no_grad();
                var place = weight.numel() / 2;
                var expected = Difference(network, texts, weight.view(-1), place);
                var found = gradient.IsInvalid ? 0 : gradient.reshape(-1)[place].item<double>();
                Assert.That(found, Is.EqualTo(expected).Within(1e-6 * Math.Max(1, Math.Abs(expected))), $"{cell}");
            }
        }
    }

    [Test]
    public void A_supernet_that_has_made_its_choice_computes_the_network_of_that_choice()
    {
        using var seed = new TorchSeed(6);
        using var scope = NewDisposeScope();

        // Poolings are normalized in supernets only.
        var space = Space with
        {
            Nodes = 2,
            Operations = [OperationNames.None, OperationNames.SkipConnect, TextOperationNames.DilatedConvolution5, TextOperationNames
                .BidirectionalGru, TextOperationNames.SelfAttention],
            Network = Normalized with { Dropout = 0, EmbeddingDropout = 0 },
        };
        using var supernet = new GraphSupernet(space.DescribeSupernet(Size)).to(ScalarType.Float64);
        var genotype = new Genotype(
            new CellGenotype(
                [new Edge(0, TextOperationNames.BidirectionalGru), new Edge(1, TextOperationNames.DilatedConvolution5)],
                [new Edge(1, OperationNames.SkipConnect), new Edge(2, TextOperationNames.SelfAttention)]),
            new CellGenotype(
                [new Edge(0, OperationNames.SkipConnect), new Edge(1, TextOperationNames.SelfAttention)],
                [new Edge(0, TextOperationNames.BidirectionalGru), new Edge(2, TextOperationNames.DilatedConvolution5)]));
        using var network = new GraphNetwork(space.Describe(genotype, Size)).to(ScalarType.Float64);
        CopyChosen(supernet, network, genotype);
        var texts = Texts(ScalarType.Float64, 9, 6, 2, 1);

        var mixed = supernet.call(texts, Shares(space, genotype.Normal), Shares(space, genotype.Reduction));

        Assert.That(mixed.sub(network.call(texts)).abs().max().item<double>(), Is.LessThan(1e-12));
    }

    [Test]
    public void The_gradient_of_the_architecture_is_that_of_finite_differences()
    {
        using var seed = new TorchSeed(7);
        using var scope = NewDisposeScope();
        var space = Space with { Nodes = 2, Network = Space.Network with { Dropout = 0, EmbeddingDropout = 0 } };
        using var supernet = new GraphSupernet(space.DescribeSupernet(Size with { Cells = 2 })).to(ScalarType.Float64);
        using var alphas = new ArchitectureParameters(space, ScalarType.Float64);
        var (texts, labels) = (Texts(ScalarType.Float64, 9, 6, 2, 1), tensor(new long[] { 0, 1, 2, 1 }));

        Tensor Loss() => nn.functional.cross_entropy(supernet.call(texts, alphas.Normal.softmax(-1), alphas.Reduction.softmax(-1)), labels);
        var gradients = autograd.grad([Loss()], [.. alphas.All]);

        using var noGradient = no_grad();
        foreach (var (alpha, gradient) in alphas.All.Zip(gradients))
        {
            for (var place = 0L; place < alpha.numel(); place += 5)
            {
                const double step = 1e-5;
                var value = alpha.view(-1)[place];
                value.add_(step);
                var above = Loss().item<double>();
                value.sub_(2 * step);
                var below = Loss().item<double>();
                value.add_(step);
                Assert.That(gradient.reshape(-1)[place].item<double>(), Is.EqualTo((above - below) / (2 * step)).Within(1e-8));
            }
        }
    }

    [Test]
    public void Word_vectors_of_a_file_are_what_the_embedding_begins_with()
    {
        var vectors = new WordVectors(Words, 3, new() { [4] = [1, 2, 3], [7] = [-1, 0, 1] });
        using var scope = NewDisposeScope();
        using var seed = new TorchSeed(8);

        var weight = FirstEmbedding.Draw(new EmbeddingLayer(Words, 3) { First = vectors }).weight;

        Assert.That(weight![4].data<float>().ToArray(), Is.EqualTo(new[] { 1f, 2f, 3f }));
        Assert.That(weight[7].data<float>().ToArray(), Is.EqualTo(new[] { -1f, 0f, 1f }));
        Assert.That(weight[0].abs().max().item<float>(), Is.Zero, "padding");
        Assert.That(weight[5].abs().max().item<float>(), Is.GreaterThan(0), "drawn");
    }

    [Test]
    public void Word_vectors_of_another_width_are_refused()
    {
        var space = Space with { Input = new TextInput(Words, new WordVectors(Words, 3, [])) };

        Assert.That(() => space.Describe(space.Sample(new Random(1)), Size), Throws.ArgumentException.With.Message.Contains("3 wide"));
    }

    [Test]
    public void A_supernet_of_one_cell_is_refused() =>
        Assert.That(() => Space.DescribeSupernet(Size with { Cells = 1 }), Throws.ArgumentException.With.Message.Contains("at least 2"));

    [Test]
    public void Images_are_refused() =>
        Assert.That(
            () => Space.DescribeSupernet(Size with { Shape = new(3, 8, 8) }),
            Throws.ArgumentException.With.Message.Contains("3x8x8"));

    private static TextNetworkOptions Sized(bool isNormalized) => isNormalized ? Normalized : Space.Network;

    private static Tensor Texts(ScalarType type, params int[] lengths)
    {
        var numbers = new double[lengths.Length, 1, 1, Length];
        foreach (var (text, length) in lengths.Index())
        {
            for (var place = 0; place < length; place++)
            {
                numbers[text, 0, 0, place] = 1 + ((((text + 1) * 7) + (place * 5)) % (Words - 1));
            }
        }

        return tensor(numbers).to(type);
    }

    // As a network has them after some training.
    private static void UseStatistics(GraphNetwork network)
    {
        foreach (var norm in network.Normalizations)
        {
            norm.RunningMean.normal_(0, 0.5);
            norm.RunningVariance.uniform_(0.5, 2);
        }
    }

    private static NetworkGraph WithoutTrimming(NetworkGraph graph)
    {
        var builder = new GraphBuilder(graph.Nodes[0].Output);
        foreach (var node in graph.Nodes.Skip(1))
        {
            builder.Add(node.Key, node.Layer is TrimLayer ? new DropoutLayer(0) : node.Layer, node.Inputs.AsSpan());
        }

        return builder.Build();
    }

    private static (double Loss, IList<Tensor> Gradients) LossAndGradients(GraphNetwork network, Tensor texts)
    {
        var loss = Loss(network, texts);
        return (loss.item<double>(), autograd.grad([loss], [.. network.parameters()], allow_unused: true));
    }

    private static Tensor Loss(GraphNetwork network, Tensor texts) =>
        nn.functional.cross_entropy(network.call(texts), arange(texts.size(0)).remainder(3));

    private static double Difference(GraphNetwork network, Tensor texts, Tensor weights, long place)
    {
        const double step = 1e-6; // seldom across the kink of a ReLU
        var value = weights[place];
        value.add_(step);
        var above = Loss(network, texts).item<double>();
        value.sub_(2 * step);
        var below = Loss(network, texts).item<double>();
        value.add_(step);
        return (above - below) / (2 * step);
    }

    private static Tensor Shares(TextCellSpace space, CellGenotype cell)
    {
        var shares = zeros(space.EdgeCount, space.Operations.Length, ScalarType.Float64);
        foreach (var (node, edges) in cell.Nodes.Index())
        {
            foreach (var edge in edges)
            {
                shares[(node * (node + 3) / 2) + edge.Source, space.Operations.IndexOf(edge.Operation)] = 1.0;
            }
        }

        return shares;
    }

    // In the supernet all edges that leave a state share the weights of an operation.
    private static void CopyChosen(GraphSupernet supernet, GraphNetwork network, Genotype genotype)
    {
        var state = supernet.state_dict();
        using var noGradient = no_grad();
        foreach (var (name, own) in network.state_dict())
        {
            var parts = name.Split('.');
            var shared = parts is ["cells", _, "nodes", ..] ? $"cells.{parts[1]}.states.{string.Join('.', parts[4..])}" : name;
            if (state.TryGetValue($"network.{shared}", out var value))
            {
                own.copy_(value);
            }
            else
            {
                Assert.That(name, Does.Contain("norm"), "all but the scales and shifts of final networks is in the supernet");
            }
        }
    }
}
