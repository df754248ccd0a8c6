using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Parity;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Supernets;

public sealed class GraphSupernetTests
{
    private static readonly DartsCellSpace Space = new();

    [TestCase("C16_L8", 16, 8)]
    [TestCase("C4_L5", 4, 5)]
    [TestCase("C8_L5", 8, 5)]
    public void It_has_as_many_weights_as_in_the_reference(string name, int channels, int layers)
    {
        using var document = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", "genotypes.json")));
        var expected = document.RootElement.GetProperty("search_supernets").GetProperty("darts").GetProperty(name);
        using var supernet = Create(channels, layers, new MapShape(3, 32, 32));

        Assert.That(supernet.Weights.Sum(weight => weight.numel()), Is.EqualTo(expected.GetProperty("weight_params").GetInt64()));
    }

    [TestCase(1, 28, 28, 3)]
    [TestCase(1, 8, 8, 3)]
    [TestCase(4, 8, 12, 2)]
    [TestCase(3, 2, 2, 1)]
    public void Any_image_that_the_reductions_can_halve_will_do(int channels, int height, int width, int layers)
    {
        using var scope = NewDisposeScope();
        using var supernet = Create(4, layers, new MapShape(channels, height, width), 7);
        using var parameters = new ArchitectureParameters(Space);

        var logits = Call(supernet, parameters, randn(3, channels, height, width));

        Assert.That(logits.shape, Is.EqualTo(new long[] { 3, 7 }));
    }

    [Test]
    public void A_forward_pass_leaves_nothing_but_its_result([Values] bool training)
    {
        using var supernet = Create(4, 3, new MapShape(1, 8, 8));
        supernet.train(training);
        using var parameters = new ArchitectureParameters(Space);
        using var images = randn(4, 1, 8, 8);
        using var normal = parameters.Normal.softmax(1);
        using var reduction = parameters.Reduction.softmax(1);
        using var scope = NewDisposeScope();

        supernet.call(images, normal, reduction);

        Assert.That(scope.DisposablesCount, Is.EqualTo(1));
    }

    /// <summary>
    /// Operations without weights are computed once for all edges that read a node; a copy for each edge is what that has to equal.
    /// </summary>
    [Test]
    public void Edges_that_share_operations_equal_edges_with_their_own()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var graph = Graph(4, 3, new MapShape(3, 8, 8));
        using var together = new GraphSupernet(graph).to(ScalarType.Float64);
        using var single = new GraphSupernet(SeparateEdges.Of(graph)).to(ScalarType.Float64);
        single.load_state_dict(together.state_dict(), strict: false);
        using var parameters = new ArchitectureParameters(Space, ScalarType.Float64);
        var (images, labels) = (randn([5, 3, 8, 8], ScalarType.Float64), randint(10, [5]));

        var left = Gradients(together);
        var right = Gradients(single);

        Assert.That(right, Has.Count.GreaterThan(left.Count));
        foreach (var (name, value) in right.Where(entry => left.ContainsKey(entry.Key)))
        {
            Assert.That(
                (left[name] - value).abs().max().item<double>(),
                Is.LessThan(1e-11 * Math.Max(1, value.abs().max().item<double>())),
                name);
        }

        Dictionary<string, Tensor> Gradients(GraphSupernet supernet)
        {
            var loss = functional.cross_entropy(Call(supernet, parameters, images), labels);
            var named = supernet.named_parameters().ToArray();
            var gradients = autograd.grad([loss], [.. parameters.All, .. named.Select(entry => entry.parameter)]);
            var results = named.Select((entry, index) => (entry.name, value: gradients[index + 2]))
                .ToDictionary(entry => entry.name, entry => entry.value);
            (results["loss"], results["normal"], results["reduction"]) = (loss.detach(), gradients[0], gradients[1]);
            foreach (var (name, buffer) in supernet.named_buffers())
            {
                results[name] = buffer.to(ScalarType.Float64);
            }

            return results;
        }
    }

    [Test]
    public void It_may_be_differentiated_twice_while_training()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        using var supernet = Create(2, 3, new MapShape(1, 8, 8), 3).to(ScalarType.Float64);
        using var parameters = new ArchitectureParameters(Space, ScalarType.Float64);
        var (images, labels) = (randn([4, 1, 8, 8], ScalarType.Float64), randint(3, [4]));
        Tensor[] weights = [.. supernet.parameters()];
        Tensor[] direction = [.. weights.Select(weight => randn_like(weight))];

        var gradients = autograd.grad([Loss()], weights, retain_graph: true, create_graph: true);
        var product = gradients.Zip(direction, (gradient, part) => (gradient * part).sum()).Aggregate((sum, term) => sum + term);
        var exact = autograd.grad([product], [parameters.Normal])[0];

        const double Step = 1e-6;
        Move(Step);
        var ahead = autograd.grad([Loss()], [parameters.Normal])[0];
        Move(-2 * Step);
        var behind = autograd.grad([Loss()], [parameters.Normal])[0];
        var expected = (ahead - behind) / (2 * Step);

        Assert.That((exact - expected).abs().max().item<double>(), Is.LessThan(1e-5 * expected.abs().max().item<double>()));

        Tensor Loss() => functional.cross_entropy(Call(supernet, parameters, images), labels);

        void Move(double distance)
        {
            using var noGradient = no_grad();
            foreach (var (weight, part) in weights.Zip(direction))
            {
                weight.add_(part * distance);
            }
        }
    }

    [Test]
    public void Images_that_cannot_be_halved_twice_are_refused() =>
        Assert.That(
            () => Graph(4, 3, new MapShape(3, 30, 32)),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("size").And.Message.Contains("3x30x32").And.Message
                .Contains("multiples of 4"));

    [Test]
    public void A_space_with_an_unknown_operation_is_refused() =>
        Assert.That(
            () => new DartsCellSpace { Operations = ["fft"] }.DescribeSupernet(new NetworkSize(new MapShape(3, 32, 32), 10)),
            Throws.ArgumentException.With.Message.Contains("'fft'"));

    [Test]
    public void Its_network_without_shares_is_refused()
    {
        using var network = new GraphNetwork(Graph(4, 3, new MapShape(1, 8, 8)));
        using var images = randn(2, 1, 8, 8);

        Assert.That(() => network.call(images), Throws.InvalidOperationException.With.Message.Contains("supernet"));
    }

    [Test]
    public void Only_the_normalization_of_the_stem_learns_scale_and_shift() =>
        Assert.That(
            Graph(4, 3, new MapShape(1, 8, 8)).Nodes.Where(node => node.Layer is BatchNormalizationLayer { IsAffine: true })
                .Select(node => node.Key),
            Is.EqualTo(new[] { "stem.norm" }));

    [Test]
    public void By_default_it_has_the_papers_size()
    {
        var size = new NetworkSize(new MapShape(3, 32, 32), 10);

        Assert.That(Space.DescribeSupernet(size), Is.EqualTo(Space.DescribeSupernet(size with { Channels = 16, Cells = 8 })));
    }

    private static NetworkGraph Graph(int channels, int cells, MapShape shape, int classCount = 10) =>
        Space.DescribeSupernet(new NetworkSize(shape, classCount) { Channels = channels, Cells = cells });

    private static GraphSupernet Create(int channels, int cells, MapShape shape, int classCount = 10) =>
        new(Graph(channels, cells, shape, classCount));

    private static Tensor Call(GraphSupernet supernet, ArchitectureParameters parameters, Tensor images) =>
        supernet.call(images, parameters.Normal.softmax(1), parameters.Reduction.softmax(1));
}
