using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using NUnit.Framework;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Engines.Kernel.Recurrent;

public sealed class FusedWordLossTests
{
    private IDisposable _scope = null!;

    [SetUp]
    public void Begin()
    {
        _scope = NewDisposeScope();
        random.manual_seed(1);
    }

    [TearDown]
    public void End() => _scope.Dispose();

    // 700 predictions are computed in three parts, 501 words in three blocks.
    [Test]
    public void Loss_and_gradients_equal_those_in_double_precision(
        [Values(4, 8, 16)] int lanes, [Values(1, 7, 700)] int count, [Values(1, 16, 37)] int width, [Values(3, 240, 501)] int words)
    {
        Tensor[] tensors = [randn(count, width), randn(words, width), randn(words)];
        var targets = randint(words, [count], ScalarType.Int64);
        Tensor[] exact = [.. tensors.Select(tensor => tensor.to(ScalarType.Float64).requires_grad_())];
        var expected = functional.cross_entropy(functional.linear(exact[0], exact[1], exact[2]), targets);
        var expectedGradients = autograd.grad([expected], exact);
        using var resources = new KernelResources(2);
        using var loss = new FusedWordLoss(resources, lanes);
        foreach (var tensor in tensors)
        {
            tensor.requires_grad_();
        }

        var actual = loss.Forward(tensors[0], tensors[1], tensors[2], targets);
        var gradients = autograd.grad([actual * 2], tensors);

        Assert.That(actual.item<float>(), Is.EqualTo(expected.item<double>()).Within(1e-5));
        foreach (var (gradient, exactGradient) in gradients.Zip(expectedGradients))
        {
            Assert.That((gradient - (exactGradient * 2)).abs().max().item<double>(), Is.LessThan(1e-5));
        }
    }

    [Test]
    public void Without_gradients_it_is_the_same()
    {
        Tensor[] tensors = [randn(9, 5), randn(300, 5), randn(300)];
        var targets = randint(300, [9], ScalarType.Int64);
        using var resources = new KernelResources(2);
        using var loss = new FusedWordLoss(resources);
        var expected = functional.cross_entropy(functional.linear(tensors[0], tensors[1], tensors[2]), targets).item<float>();

        Assert.That(loss.Forward(tensors[0], tensors[1], tensors[2], targets).item<float>(), Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void The_losses_of_single_words_equal_those_in_double_precision([Values(1, 700)] int count)
    {
        Tensor[] tensors = [randn(count, 16), randn(501, 16), randn(501)];
        var targets = randint(501, [count], ScalarType.Int64);
        Tensor[] exact = [.. tensors.Select(tensor => tensor.to(ScalarType.Float64))];
        var expected = functional.cross_entropy(functional.linear(exact[0], exact[1], exact[2]), targets, reduction: Reduction.None);
        using var resources = new KernelResources(2);
        using var loss = new FusedWordLoss(resources);

        var actual = loss.Each(tensors[0], tensors[1], tensors[2], targets);

        Assert.That(actual.shape, Is.EqualTo(new long[] { count }));
        Assert.That(actual.to(ScalarType.Float64).sub(expected).abs().max().item<double>(), Is.LessThan(1e-5));
    }

    [Test]
    public void Logits_may_be_as_large_as_they_like()
    {
        using var resources = new KernelResources(1);
        using var loss = new FusedWordLoss(resources);
        var states = tensor(new[,] { { 1f } }).requires_grad_();
        var weights = tensor(new[,] { { 1000f }, { -1000f }, { 999f } });

        var actual = loss.Forward(states, weights, zeros(3), tensor(new long[] { 2 }));
        var gradient = autograd.grad([actual], [states])[0].item<float>();

        var probability = 1 / (1 + Math.Exp(-1));
        Assert.That(actual.item<float>(), Is.EqualTo(1 - Math.Log(probability)).Within(1e-6));
        Assert.That(gradient, Is.EqualTo(probability).Within(1e-3));
    }

    [Test]
    public void A_word_that_does_not_exist_is_named()
    {
        using var resources = new KernelResources(1);
        using var loss = new FusedWordLoss(resources);

        Assert.That(
            () => loss.Forward(randn(1, 2), randn(3, 2), zeros(3), tensor(new long[] { 3 })),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("within 0 and 2"));
    }
}
