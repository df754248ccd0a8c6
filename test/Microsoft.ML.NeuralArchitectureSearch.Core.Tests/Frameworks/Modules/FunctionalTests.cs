using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Modules;

/// <summary>The expected numbers are PyTorch's.</summary>
public sealed class FunctionalTests
{
    private DisposeScope _scope = null!;

    [SetUp]
    public void Open() => _scope = NewDisposeScope();

    [TearDown]
    public void Free() => _scope.Dispose();

    private static Tensor Count(params long[] shape) => arange(shape.Aggregate(1L, (a, b) => a * b)).to(ScalarType.Float32).reshape(shape);

    private static Tensor Logits => tensor(new[] { 1f, 2, 0.5f, 0, -1, 3 }).reshape(2, 3);

    private static Tensor Pair => tensor(new[] { -1f, 0.5f });

    [Test]
    public void A_grouped_strided_dilated_convolution()
    {
        var weight = (Count(4, 1, 2, 2) - 8) / 10;
        var bias = tensor(new[] { 0.1f, 0.2f, 0.3f, 0.4f });

        var output = nn.functional.conv2d(Count(1, 2, 4, 4) / 10, weight, bias, strides: [2, 2], padding: [1, 1], dilation: [2, 2], groups: 2);

        TensorAssert.Holds(output, -0.15, -0.55, -0.9, -2.32, 0.15, 0.03, -0.08, -0.62, 0.93, 1.41, 1.38, 2.04, 1.87, 3.27, 3.48, 6.3);
    }

    [Test]
    public void Pools_of_overlapping_windows()
    {
        TensorAssert.Holds(nn.functional.avg_pool2d(Count(1, 1, 4, 4), 3, 2, 1, count_include_pad: false), 2.5, 4, 8.5, 10);
        TensorAssert.Holds(nn.functional.max_pool2d(Count(1, 1, 4, 4), 3, 2, 1), 5, 7, 13, 15);
        TensorAssert.Holds(nn.functional.adaptive_avg_pool2d(Count(1, 1, 3, 3), 2), 2, 3, 5, 6);
        TensorAssert.Holds(nn.functional.max_pool1d(Count(1, 1, 4), 2), 1, 3);
        TensorAssert.Holds(nn.functional.avg_pool1d(Count(1, 1, 4), 2, 1), 0.5, 1.5, 2.5);
    }

    [Test]
    public void Smooth_activations()
    {
        TensorAssert.Holds(nn.functional.gelu(Pair), -0.158655286, 0.345731199);
        TensorAssert.Holds(nn.functional.silu(Pair), -0.268941432, 0.311229676);
        TensorAssert.Holds(nn.functional.hardswish(Pair), -0.333333343, 0.291666657);
        TensorAssert.Holds(nn.functional.leaky_relu(Pair, 0.2), -0.2, 0.5);
    }

    [Test]
    public void An_in_place_activation_changes_its_input()
    {
        var input = Pair;

        nn.functional.relu(input, inplace: true);

        TensorAssert.Holds(input, 0, 0.5);
    }

    [Test]
    public void Softmax_sums_to_one_and_log_softmax_is_its_logarithm()
    {
        var softmax = nn.functional.softmax(Logits, 1);

        TensorAssert.Holds(softmax.sum(1), 1, 1);
        TensorAssert.Holds(nn.functional.log_softmax(Logits, 1), TensorAssert.Values(softmax.log()));
    }

    [Test]
    public void Padding_starts_at_the_last_dimension()
    {
        var input = tensor(new[] { 1f, 2, 3, 4 }).reshape(1, 1, 2, 2);

        TensorAssert.Holds(nn.functional.pad(input, (1L, 0L, 0L, 1L), PaddingModes.Replicate), 1, 1, 2, 3, 3, 4, 3, 3, 4);
        TensorAssert.Holds(nn.functional.pad(input, (0L, 1L), value: 9), 1, 2, 9, 3, 4, 9);
    }

    [Test]
    public void Interpolation_by_factor_and_by_size()
    {
        var input = tensor(new[] { 1f, 2, 3, 4 }).reshape(1, 1, 2, 2);

        TensorAssert.Holds(nn.functional.interpolate(input, scale_factor: [2, 2], mode: InterpolationMode.Bilinear, align_corners: false).narrow(2, 0, 1), 1, 1.25, 1.75, 2);
        TensorAssert.Holds(nn.functional.interpolate(input, size: [3, 3]), 1, 1, 2, 1, 1, 2, 3, 3, 4);
    }

    [Test]
    public void Attention_weighs_values_by_the_softmax_of_scaled_products()
    {
        var (query, key, value) = (Count(1, 2, 2), Count(1, 2, 2) - 1, Count(1, 2, 2) * 3);
        var weights = nn.functional.softmax(query.matmul(key.transpose(-2, -1)) / Math.Sqrt(2), -1);

        TensorAssert.Holds(nn.functional.scaled_dot_product_attention(query, key, value), TensorAssert.Values(weights.matmul(value)));
        TensorAssert.Holds(nn.functional.scaled_dot_product_attention(query, key, value, is_casual: true).narrow(1, 0, 1), 0, 3);
    }

    [Test]
    public void Unfold_gives_the_windows_as_columns() =>
        TensorAssert.Holds(nn.functional.unfold(Count(1, 1, 3, 3), 2), 0, 1, 3, 4, 1, 2, 4, 5, 3, 4, 6, 7, 4, 5, 7, 8);

    [Test]
    public void Sequences_of_different_lengths_are_padded_to_the_longest() =>
        TensorAssert.Holds(nn.utils.rnn.pad_sequence([Pair, ones(1)], batch_first: true, padding_value: 7), -1, 0.5, 1, 7);

    [Test]
    public void One_hot_counts_the_classes_itself() =>
        TensorAssert.Holds(nn.functional.one_hot(tensor(new long[] { 1, 0 })), 0, 1, 1, 0);

    [Test]
    public void Cross_entropy_and_its_options()
    {
        var target = tensor(new long[] { 1, 0 });

        TensorAssert.Holds(nn.functional.cross_entropy(Logits, target), 1.76512635);
        TensorAssert.Holds(nn.functional.cross_entropy(Logits, target, label_smoothing: 0.1), 1.77345967);
        TensorAssert.Holds(nn.functional.cross_entropy(Logits, target, ignore_index: 0), 0.46436879);
        TensorAssert.Holds(nn.functional.cross_entropy(Logits, target, tensor(new[] { 1f, 2, 3 }), reduction: nn.Reduction.Sum), 3.99462152);
        TensorAssert.Holds(nn.functional.cross_entropy(Logits, target, reduction: nn.Reduction.None), 0.46436879, 3.06588387);
        TensorAssert.Holds(nn.functional.nll_loss(nn.functional.log_softmax(Logits, 1), target), 1.76512635);
        TensorAssert.Holds(nn.CrossEntropyLoss().call(Logits, target), 1.76512635);
    }

    [Test]
    public void Kl_div_takes_a_logarithmic_target_unless_told()
    {
        var input = tensor(new[] { 0.2f, 0.3f, 0.5f }).reshape(1, 3).log();
        var target = tensor(new[] { 0.1f, 0.6f, 0.3f }).reshape(1, 3);

        TensorAssert.Holds(nn.functional.kl_div(input, target.log()), 0.0644419864);
        TensorAssert.Holds(nn.functional.kl_div(input, target, log_target: false, reduction: nn.Reduction.Sum), 0.193325952);
    }

    [Test]
    public void Losses_of_regression_and_of_several_labels()
    {
        var zero = zeros(2, 3);

        TensorAssert.Holds(nn.functional.smooth_l1_loss(Logits, zero), 0.854166687);
        TensorAssert.Holds(nn.functional.huber_loss(Logits, zero, delta: 2), 1.1875);
        TensorAssert.Holds(nn.functional.mse_loss(Logits, zero), 15.25 / 6);
        TensorAssert.Holds(nn.functional.l1_loss(Logits, zero, nn.Reduction.Sum), 7.5);
        TensorAssert.Holds(nn.functional.binary_cross_entropy_with_logits(Logits, tensor(new[] { 1f, 0, 1, 0, 0, 1 }).reshape(2, 3)), 0.661543787);
    }
}
