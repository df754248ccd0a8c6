using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Networks;

public sealed class LanguageModelKernelsTests
{
    private const int Words = 40;

    private static readonly LanguageModelOptions Options = new()
    {
        HiddenSize = 21,
        EmbeddingDropout = 0.1,
        InputDropout = 0.2,
        CellInputDropout = 0.3,
        HiddenDropout = 0.25,
        OutputDropout = 0.4,
    };

    private IDisposable _scope = null!;

    [SetUp]
    public void Begin() => _scope = NewDisposeScope();

    [TearDown]
    public void End() => _scope.Dispose();

    private static RecurrentGenotype[] Cells => [PublishedRecurrentGenotypes.DartsV2, PublishedRecurrentGenotypes.Enas];

    [Test]
    public void A_model_on_the_kernels_equals_that_of_torch_in_double_precision(
        [ValueSource(nameof(Cells))] RecurrentGenotype genotype, [Values] bool isTraining)
    {
        using var model = Model(genotype);
        using var exact = Model(genotype);
        exact.to(ScalarType.Float64);
        model.train(isTraining);
        exact.train(isTraining);
        var (tokens, targets) = (randint(Words, [6, 3], ScalarType.Int64), randint(Words, [18], ScalarType.Int64));
        var expected = Read(exact, tokens, targets, ones(3, 21, ScalarType.Float64) * 0.1);
        using var kernels = LanguageModelKernels.TryUse(model, threads: 2);

        var actual = Read(model, tokens, targets, ones(3, 21) * 0.1);

        Assert.That(actual.Reading.CrossEntropy.item<float>(), Is.EqualTo(expected.Reading.CrossEntropy.item<double>()).Within(1e-5));
        Assert.That(actual.Reading.Correct, Is.EqualTo(expected.Reading.Correct));
        AssertClose(actual.Reading.Hidden, expected.Reading.Hidden, 1e-5);
        AssertClose(actual.Reading.State, expected.Reading.State, 1e-5);
        foreach (var (gradient, exactGradient) in actual.Gradients.Zip(expected.Gradients))
        {
            AssertClose(gradient, exactGradient, 1e-4);
        }
    }

    [Test]
    public void What_kernels_cannot_compute_stays_with_torch()
    {
        using var model = Model(PublishedRecurrentGenotypes.DartsV2);

        Assert.That(LanguageModelKernels.TryUse(model, threads: 0), Is.Null);
        model.to(ScalarType.Float64);
        Assert.That(LanguageModelKernels.TryUse(model, threads: 1), Is.Null);
    }

    [Test]
    public void Disposed_they_give_the_model_back_to_torch()
    {
        using var model = Model(PublishedRecurrentGenotypes.DartsV2);

        LanguageModelKernels.TryUse(model, threads: 1)!.Dispose();

        Assert.That(model.Kernels, Is.Null);
        Assert.That(((HighwayCell)model.Layer).Kernels, Is.Null);
    }

    private static RecurrentLanguageModel Model(RecurrentGenotype genotype)
    {
        random.manual_seed(3);
        return new RecurrentLanguageModel(genotype, Options, Words);
    }

    // The masks are drawn as float32 on both sides only where the generator draws them alike: by one seed.
    private static (LanguageModelReading Reading, Tensor[] Gradients) Read(
        RecurrentLanguageModel model,
        Tensor tokens,
        Tensor targets,
        Tensor state)
    {
        random.manual_seed(5);
        var reading = model.Loss(tokens, targets, state);
        var loss = reading.CrossEntropy + reading.Hidden.square().mean();
        return (reading, [.. autograd.grad([loss], [.. model.parameters()])]);
    }

    private static void AssertClose(Tensor actual, Tensor expected, double error) =>
        Assert.That((actual.to(ScalarType.Float64) - expected).abs().max().item<double>(), Is.LessThan(error));
}
