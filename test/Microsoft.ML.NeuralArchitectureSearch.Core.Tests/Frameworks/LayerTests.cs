using System.Runtime.InteropServices;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>Layers and losses; the expected numbers are PyTorch's.</summary>
public sealed class LayerTests
{
    private DisposeScope _scope = null!;

    [SetUp]
    public void Open() => _scope = NewDisposeScope();

    [TearDown]
    public void Free() => _scope.Dispose();

    private static Tensor Count(params long[] shape) => arange(shape.Aggregate(1L, (a, b) => a * b)).to(ScalarType.Float32).reshape(shape);

    private static Tensor Logits => tensor(new[] { 1f, 2, 0.5f, 0, -1, 3 }).reshape(2, 3);

    [Test]
    public void A_pool_without_its_padding_divides_by_the_pixels_under_it() =>
        TensorAssert.Holds(nn.functional.avg_pool2d(Count(1, 1, 4, 4), 3, 2, 1, count_include_pad: false), 2.5, 4, 8.5, 10);

    [Test]
    public void Padding_starts_at_the_last_dimension() =>
        TensorAssert.Holds(nn.functional.pad(tensor(new[] { 1f, 2, 3, 4 }).reshape(1, 1, 2, 2), (0L, 1L), value: 9), 1, 2, 9, 3, 4, 9);

    [Test]
    public void Cross_entropy_and_its_options()
    {
        var target = tensor(new long[] { 1, 0 });

        TensorAssert.Holds(nn.functional.cross_entropy(Logits, target), 1.76512635);
        TensorAssert.Holds(nn.functional.cross_entropy(Logits, target, label_smoothing: 0.1), 1.77345967);
        TensorAssert.Holds(nn.functional.cross_entropy(Logits, target, ignore_index: 0), 0.46436879);
        TensorAssert.Holds(nn.functional.cross_entropy(Logits, target, reduction: nn.Reduction.None), 0.46436879, 3.06588387);
    }

    [Test]
    public void A_normalization_keeps_the_unbiased_variance_and_normalizes_by_the_biased_one()
    {
        using var module = nn.BatchNorm2d(1);

        TensorAssert.Holds(module.call(tensor(new[] { 0f, 2 }).view(2, 1, 1, 1)), -0.999995, 0.999995);
        TensorAssert.Holds(module.running_mean!, 0.1);
        TensorAssert.Holds(module.running_var!, 0.9 + (0.1 * 2));
        Assert.That(module.num_batches_tracked!.item<long>(), Is.EqualTo(1));
    }

    [Test]
    public void An_lstm_cell_does_not_make_its_own_first_state()
    {
        using var module = nn.LSTMCell(2, 2);

        Assert.That(() => module.call(zeros(1, 2)), Throws.InstanceOf<ExternalException>());
        Assert.That(module.call(zeros(1, 2), (zeros(1, 2), zeros(1, 2))).Item1.shape, Is.EqualTo(new long[] { 1, 2 }));
    }

    [Test]
    public void An_embedding_sends_no_gradient_to_padding()
    {
        using var module = nn.Embedding(3, 2, padding_idx: 1);

        module.call(tensor(new long[] { 2, 1, 2 })).sum().backward();

        TensorAssert.Holds(module.weight!.grad!, 0, 0, 0, 0, 2, 2);
    }

    [Test]
    public void Dropout_draws_as_pytorch_does()
    {
        manual_seed(1);

        TensorAssert.Holds(nn.functional.dropout(ones(8), 0.5, training: true), 2, 2, 2, 2, 0, 2, 2, 0);
    }

    [Test]
    public void A_clipped_gradient_scales_all_together_and_returns_the_norm_before()
    {
        var (first, second) = (nn.Parameter(zeros(2)), nn.Parameter(zeros(1)));
        ((first * tensor(new[] { 3f, 4 })).sum() + (second * 12).sum()).backward();

        Assert.That(nn.utils.clip_grad_norm_([first, second], 6.5), Is.EqualTo(13).Within(1e-6));
        TensorAssert.Holds(first.grad!, 1.5, 2);
        TensorAssert.Holds(second.grad!, 6);
    }
}
