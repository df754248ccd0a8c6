using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Torch;

public sealed class OperatorTests
{
    private static readonly float[] s_values = [1, -2, 3, -4, 5, -6];

    [Test]
    public void Reductions_follow_dimensions()
    {
        using var x = tensor(s_values).reshape(2, 3);
        using var rows = x.sum(1);
        using var mean = x.mean([0], keepdim: true);
        using var deviation = x.var(1, unbiased: false);
        var (values, positions) = x.max(1);

        Assert.That(rows.data<float>().ToArray(), Is.EqualTo(new float[] { 2, -5 }));
        Assert.That(mean.shape, Is.EqualTo(new long[] { 1, 3 }));
        Assert.That(mean.data<float>().ToArray(), Is.EqualTo(new[] { -1.5f, 1.5f, -1.5f }));
        Assert.That(deviation.data<float>().ToArray()[0], Is.EqualTo(38f / 9).Within(1e-5));
        Assert.That(values.data<float>().ToArray(), Is.EqualTo(new float[] { 3, 5 }));
        Assert.That(positions.data<long>().ToArray(), Is.EqualTo(new long[] { 2, 1 }));
    }

    [Test]
    public void The_largest_come_first()
    {
        using var x = tensor(s_values);
        var (values, positions) = x.topk(2);
        using var order = x.argsort();

        Assert.That(values.data<float>().ToArray(), Is.EqualTo(new float[] { 5, 3 }));
        Assert.That(positions.data<long>().ToArray(), Is.EqualTo(new long[] { 4, 2 }));
        Assert.That(order.data<long>().ToArray(), Is.EqualTo(new long[] { 5, 3, 1, 0, 2, 4 }));
    }

    [Test]
    public void A_softmax_sums_to_one_and_its_logarithm_agrees()
    {
        using var x = tensor(s_values).reshape(2, 3);
        using var probabilities = x.softmax(1);
        using var logarithms = x.log_softmax(1);
        using var sums = probabilities.sum(1);
        using var exponentials = logarithms.exp();

        Assert.That(sums.allclose(ones(2)), Is.True);
        Assert.That(exponentials.allclose(probabilities), Is.True);
    }

    [Test]
    public void Joining_and_splitting_are_each_others_inverse()
    {
        using var x = arange(6).reshape(2, 3);
        var parts = x.split(1, dim: 1);
        using var joined = cat(parts, 1);
        using var stacked = stack(parts, 0);
        var halves = x.chunk(2, 0);

        Assert.That(parts, Has.Length.EqualTo(3));
        Assert.That(joined.data<long>().ToArray(), Is.EqualTo(x.data<long>().ToArray()));
        Assert.That(stacked.shape, Is.EqualTo(new long[] { 3, 2, 1 }));
        Assert.That(halves[1].data<long>().ToArray(), Is.EqualTo(new long[] { 3, 4, 5 }));
    }

    [Test]
    public void Matrix_products_and_einsum_agree()
    {
        using var a = tensor(new float[,] { { 1, 2 }, { 3, 4 } });
        using var b = tensor(new float[,] { { 5, 6 }, { 7, 8 } });
        using var product = a.mm(b);
        using var same = einsum("ij,jk->ik", a, b);

        Assert.That(product.data<float>().ToArray(), Is.EqualTo(new float[] { 19, 22, 43, 50 }));
        Assert.That(same.allclose(product), Is.True);
    }

    [Test]
    public void Where_clamp_and_masked_fill_choose_elements()
    {
        using var x = tensor(s_values);
        using var positive = x > 0;
        using var chosen = where(positive, x, zeros_like(x));
        using var clamped = x.clamp(-1, 2);
        using var filled = x.masked_fill(positive, 0);

        Assert.That(chosen.data<float>().ToArray(), Is.EqualTo(new float[] { 1, 0, 3, 0, 5, 0 }));
        Assert.That(clamped.data<float>().ToArray(), Is.EqualTo(new float[] { 1, -1, 2, -1, 2, -1 }));
        Assert.That(filled.data<float>().ToArray(), Is.EqualTo(new float[] { 0, -2, 0, -4, 0, -6 }));
    }

    [Test]
    public void Division_can_round_down_or_towards_zero()
    {
        using var x = tensor(s_values);
        using var floor = x.div(4, RoundingMode.floor);
        using var trunc = x.div(4, RoundingMode.trunc);

        Assert.That(floor.data<float>().ToArray(), Is.EqualTo(new float[] { 0, -1, 0, -1, 1, -2 }));
        Assert.That(trunc.data<float>().ToArray(), Is.EqualTo(new float[] { 0, 0, 0, -1, 1, -1 }));
    }
}
