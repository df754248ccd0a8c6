using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Torch;

/// <summary>What recurrent cells, masked texts and language models compute with.</summary>
public sealed class SequenceOperatorTests
{
    private DisposeScope _scope = null!;

    [SetUp]
    public void Begin() => _scope = NewDisposeScope();

    [TearDown]
    public void End() => _scope.Dispose();

    [Test]
    public void Unbind_gives_the_steps_of_a_sequence()
    {
        var steps = arange(6, ScalarType.Float32).view(3, 2).unbind(0);

        Assert.That(steps.Select(step => step.data<float>().ToArray()), Is.EqualTo(new float[][] { [0, 1], [2, 3], [4, 5] }));
    }

    [Test]
    public void Chunk_halves_the_last_dimension()
    {
        var halves = arange(8, ScalarType.Float32).view(2, 4).chunk(2, -1);

        Assert.That(halves.Select(half => half.contiguous().data<float>().ToArray()), Is.EqualTo(new float[][] { [0, 1, 4, 5], [2, 3, 6, 7] }));
    }

    [Test]
    public void Lerp_goes_from_one_tensor_to_another_by_a_tensor_of_weights()
    {
        var between = tensor(new float[] { 1, 1, 1 }).lerp(tensor(new float[] { 3, 3, 3 }), tensor(new[] { 0, 0.25f, 1 }));

        Assert.That(between.data<float>().ToArray(), Is.EqualTo(new[] { 1, 1.5f, 3 }));
    }

    [Test]
    public void Sigmoid_and_tanh_are_those_of_mathematics()
    {
        var x = tensor(new[] { -2.0, 0, 0.5 });

        Assert.That(x.sigmoid().data<double>().ToArray(), Is.EqualTo(new[] { -2.0, 0, 0.5 }.Select(value => 1 / (1 + Math.Exp(-value)))).Within(1e-15));
        Assert.That(x.tanh().data<double>().ToArray(), Is.EqualTo(new[] { -2.0, 0, 0.5 }.Select(Math.Tanh)).Within(1e-15));
    }

    [Test]
    public void Nonzero_lists_the_indices_of_what_is_set()
    {
        var found = tensor(new[] { false, true, true, false }).nonzero();

        Assert.That(found.shape, Is.EqualTo(new long[] { 2, 1 }));
        Assert.That(found.flatten().data<long>().ToArray(), Is.EqualTo(new long[] { 1, 2 }));
    }

    [Test]
    public void Nan_to_num_replaces_only_what_is_no_number()
    {
        var replaced = tensor(new[] { 1, float.NaN, -3 }).nan_to_num(0);

        Assert.That(replaced.data<float>().ToArray(), Is.EqualTo(new float[] { 1, 0, -3 }));
    }

    [Test]
    public void Index_copy_writes_rows_into_a_fresh_tensor()
    {
        var before = zeros(3, 2);

        var after = before.index_copy(0, tensor(new long[] { 2, 0 }), tensor(new float[] { 1, 2, 3, 4 }).view(2, 2));

        Assert.That(after.data<float>().ToArray(), Is.EqualTo(new float[] { 3, 4, 0, 0, 1, 2 }));
        Assert.That(before.abs().sum().item<float>(), Is.Zero);
    }

    [Test]
    public void Gather_takes_one_value_of_each_row()
    {
        var values = arange(6, ScalarType.Float32).view(2, 3);

        Assert.That(values.gather(1, tensor(new long[] { 2, 0 }).unsqueeze(1)).squeeze(1).data<float>().ToArray(), Is.EqualTo(new float[] { 2, 3 }));
    }

    [Test]
    public void Topk_gives_the_largest_first_and_where_they_stand()
    {
        var (values, indices) = tensor(new float[] { 1, 7, 3, 5 }).topk(2);

        Assert.That(values.data<float>().ToArray(), Is.EqualTo(new float[] { 7, 5 }));
        Assert.That(indices.data<long>().ToArray(), Is.EqualTo(new long[] { 1, 3 }));
    }

    [Test]
    public void Clamp_min_leaves_larger_values_alone()
    {
        Assert.That(tensor(new float[] { -1, 0.5f, 2 }).clamp_min(1).data<float>().ToArray(), Is.EqualTo(new float[] { 1, 1, 2 }));
    }

    [Test]
    public void Bmm_multiplies_the_matrices_of_a_batch()
    {
        var product = arange(8, ScalarType.Float32).view(2, 2, 2).bmm(eye(2).unsqueeze(0).expand(2, 2, 2).mul(2));

        Assert.That(product.flatten().data<float>().ToArray(), Is.EqualTo(new float[] { 0, 2, 4, 6, 8, 10, 12, 14 }));
    }

    [Test]
    public void Bernoulli_in_place_draws_ones_with_the_probability()
    {
        manual_seed(1);
        var drawn = empty(10_000).bernoulli_(0.75);

        Assert.That(drawn.mean().item<float>(), Is.EqualTo(0.75).Within(0.02));
        Assert.That(drawn.unique().output.data<float>().ToArray(), Is.EquivalentTo(new float[] { 0, 1 }));
        Assert.That(drawn.div_(0.5).max().item<float>(), Is.EqualTo(2));
    }

    [Test]
    public void Addcmul_and_addcdiv_work_in_place()
    {
        var sum = ones(2).addcmul_(tensor(new float[] { 1, 2 }), tensor(new float[] { 3, 4 }), 0.5);
        Assert.That(sum.data<float>().ToArray(), Is.EqualTo(new[] { 2.5f, 5 }));

        sum.addcdiv_(tensor(new float[] { 1, 2 }), tensor(new float[] { 2, 8 }), -1);
        Assert.That(sum.data<float>().ToArray(), Is.EqualTo(new[] { 2, 4.75f }));
    }

    [Test]
    public void Dropout_keeps_the_mean_while_training_and_everything_otherwise()
    {
        manual_seed(1);
        var x = ones(10_000);

        Assert.That(functional.dropout(x, 0.5, training: true).mean().item<float>(), Is.EqualTo(1).Within(0.05));
        Assert.That(functional.dropout(x, 0.5, training: false).allclose(x, 0, 0));
    }

    [Test]
    public void Linear_multiplies_by_the_transposed_weight_and_adds_the_bias()
    {
        var result = functional.linear(tensor(new float[] { 1, 2 }).view(1, 2), tensor(new float[] { 1, 0, 0, 1, 1, 1 }).view(3, 2), tensor(new float[] { 0, 0, 5 }));

        Assert.That(result.flatten().data<float>().ToArray(), Is.EqualTo(new float[] { 1, 2, 8 }));
    }
}
