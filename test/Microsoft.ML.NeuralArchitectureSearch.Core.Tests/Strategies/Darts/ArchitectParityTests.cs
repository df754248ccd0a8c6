using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Parity;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Darts;

/// <summary>
/// The three architecture gradients against those of the paper's reference code, in double precision and evaluation mode.
/// </summary>
public sealed class ArchitectParityTests
{
    private DisposeScope _scope = null!;
    private JsonDocument _gradients = null!;
    private JsonDocument _supernet = null!;
    private ExampleProblem _problem = null!;

    [OneTimeSetUp]
    public void Load()
    {
        _scope = NewDisposeScope();
        _gradients = Read("oracle_darts_architect_grads.json.gz");
        _supernet = Read("oracle_darts_supernet_C4_L3.json.gz");
        var (gradients, supernet) = (_gradients.RootElement, _supernet.RootElement);

        using var oracle = Oracle.Read("supernet_C4_L3");
        var network = ReferenceSupernet.Load(oracle, ScalarType.Float64);
        _problem = new ExampleProblem
        {
            Network = network,
            Weights = [.. network.parameters()],
            Alphas = [Alpha("alphas_normal"), Alpha("alphas_reduce")],
            Training = Batch(gradients, "train_input", "train_input_shape", "train_targets"),
            Validation = Batch(supernet, "input", "input_shape", "targets"),
            Unrolled = new UnrolledStep(
                gradients.GetProperty("eta").GetDouble(), Momentum: 0.9, gradients.GetProperty("weight_decay").GetDouble(), Velocity: []),
        };
    }

    [OneTimeTearDown]
    public void Unload()
    {
        _problem?.Network.Dispose();
        _gradients?.Dispose();
        _supernet?.Dispose();
        _scope.Dispose();
    }

    [Test]
    public void The_losses_agree()
    {
        using var scope = NewDisposeScope();

        Assert.That(_problem.Forward(_problem.Validation).Loss.item<double>(), Is.EqualTo(Figure("val_loss")).Within(1e-7).Percent);
        Assert.That(_problem.Forward(_problem.Training).Loss.item<double>(), Is.EqualTo(Figure("train_loss")).Within(1e-7).Percent);
        var unrolled = new ExactGradient().Of(_problem).Validation.Loss;
        Assert.That(unrolled, Is.EqualTo(Figure("unrolled_val_loss")).Within(1e-7).Percent);
    }

    [Test]
    public void The_first_order_gradient_agrees() => AssertAgrees(new FirstOrderGradient(), "first_order");

    [Test]
    public void The_second_order_gradient_by_finite_differences_agrees() =>
        AssertAgrees(new FiniteDifferenceGradient(), "second_order_finite_difference");

    [Test]
    public void The_exact_second_order_gradient_agrees() => AssertAgrees(new ExactGradient(), "second_order_exact_hvp");

    // Relative to the largest entry: the smallest are differences of large ones.
    private void AssertAgrees(IArchitectureGradient gradient, string name)
    {
        using var scope = NewDisposeScope();
        var expected = _gradients.RootElement.GetProperty(name);
        double[] truth = [.. Numbers(expected.GetProperty("alphas_normal")), .. Numbers(expected.GetProperty("alphas_reduce"))];

        var found = ToyProblem.Numbers(gradient.Of(_problem).Alphas);

        var error = found.Zip(truth, (ours, theirs) => Math.Abs(ours - theirs)).Max() / truth.Max(Math.Abs);
        TestContext.Out.WriteLine($"{name}: {error:E2}");
        Assert.That(error, Is.LessThan(1e-7));
    }

    private double Figure(string name) => _gradients.RootElement.GetProperty(name).GetDouble();

    private Tensor Alpha(string name) => tensor(Numbers(_supernet.RootElement.GetProperty(name))).reshape(14, 8).requires_grad_(true);

    private static (Tensor, Tensor) Batch(JsonElement data, string images, string shape, string labels)
    {
        long[] sizes = [.. data.GetProperty(shape).EnumerateArray().Select(size => size.GetInt64())];
        long[] classes = [.. data.GetProperty(labels).EnumerateArray().Select(label => label.GetInt64())];
        return (tensor(Numbers(data.GetProperty(images))).reshape(sizes), tensor(classes));
    }

    private static double[] Numbers(JsonElement values) => [.. values.EnumerateArray().Select(value => value.GetDouble())];

    private static JsonDocument Read(string name)
    {
        using var file = File.OpenRead(Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", name));
        using var text = new GZipStream(file, CompressionMode.Decompress);
        return JsonDocument.Parse(text);
    }
}
