using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Supernets;

public sealed class SupernetTests
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
        using var supernet = new Supernet(Space, new(channels, layers), new MapShape(3, 32, 32), 10);

        Assert.That(supernet.ParameterCount, Is.EqualTo(expected.GetProperty("weight_params").GetInt64()));
    }

    [TestCase(1, 28, 28, 3)]
    [TestCase(1, 8, 8, 3)]
    [TestCase(4, 8, 12, 2)]
    [TestCase(3, 2, 2, 1)]
    public void Any_image_that_the_reductions_can_halve_will_do(int channels, int height, int width, int layers)
    {
        using var scope = NewDisposeScope();
        using var supernet = new Supernet(Space, new(4, layers), new MapShape(channels, height, width), 7);
        using var parameters = new ArchitectureParameters(Space);

        var logits = Call(supernet, parameters, randn(3, channels, height, width));

        Assert.That(logits.shape, Is.EqualTo(new long[] { 3, 7 }));
    }

    [Test]
    public void A_forward_pass_leaves_nothing_but_its_result([Values] bool training)
    {
        using var supernet = new Supernet(Space, new(4, 3), new MapShape(1, 8, 8), 10);
        supernet.train(training);
        using var parameters = new ArchitectureParameters(Space);
        using var images = randn(4, 1, 8, 8);
        using var normal = parameters.Normal.softmax(1);
        using var reduction = parameters.Reduction.softmax(1);
        using var scope = NewDisposeScope();

        supernet.call(images, normal, reduction);

        Assert.That(scope.DisposablesCount, Is.EqualTo(1));
    }

    /// <summary>Training computes the edges that leave a state together; the sum over single mixed operations is what it has to equal.</summary>
    [TestCase(4, 3)]
    [TestCase(20, 3)]
    public void Edges_computed_together_equal_the_edges_one_by_one(int channels, int layers)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var together = new Supernet(Space, new(channels, layers), new MapShape(3, 8, 8), 10).to(ScalarType.Float64);
        using var single = new Supernet(Space, new(channels, layers), new MapShape(3, 8, 8), 10).to(ScalarType.Float64);
        single.load_state_dict(together.state_dict());
        TrainOnlyTheLeaves(single);
        using var parameters = new ArchitectureParameters(Space, ScalarType.Float64);
        var (images, labels) = (randn([5, 3, 8, 8], ScalarType.Float64), randint(10, [5]));

        var left = Gradients(together);
        var right = Gradients(single);

        Assert.That(left, Has.Count.EqualTo(right.Count));
        foreach (var (name, value) in right)
        {
            Assert.That((left[name] - value).abs().max().item<double>(), Is.LessThan(1e-11 * Math.Max(1, value.abs().max().item<double>())), name);
        }

        Dictionary<string, Tensor> Gradients(Supernet supernet)
        {
            var loss = functional.cross_entropy(Call(supernet, parameters, images), labels);
            var named = supernet.named_parameters().ToArray();
            var gradients = autograd.grad([loss], [.. parameters.All, .. named.Select(entry => entry.parameter)]);
            var results = named.Select((entry, index) => (entry.name, value: gradients[index + 2])).ToDictionary(entry => entry.name, entry => entry.value);
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
        using var supernet = new Supernet(Space, new(2, 3), new MapShape(1, 8, 8), 3).to(ScalarType.Float64);
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
            () => new Supernet(Space, new(4, 3), new MapShape(3, 30, 32), 10),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("shape").And.Message.Contains("3x30x32").And.Message.Contains("multiples of 4"));

    [Test]
    public void A_space_with_an_unknown_operation_is_refused() =>
        Assert.That(
            () => new Supernet(new DartsCellSpace { Operations = ["fft"] }, new(4, 3), new MapShape(3, 32, 32), 10),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("space").And.Message.Contains("'fft'"));

    // The cells themselves then sum over single mixed operations, while every normalization still learns from its batch.
    private static void TrainOnlyTheLeaves(Supernet supernet)
    {
        supernet.eval();
        foreach (var leaf in supernet.modules().Where(module => !module.children().Any()))
        {
            leaf.train();
        }
    }

    private static Tensor Call(Supernet supernet, ArchitectureParameters parameters, Tensor images) =>
        supernet.call(images, parameters.Normal.softmax(1), parameters.Reduction.softmax(1));
}
