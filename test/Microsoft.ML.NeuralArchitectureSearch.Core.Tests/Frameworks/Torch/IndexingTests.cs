using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Torch;

public sealed class IndexingTests
{
    [Test]
    public void Integers_select_and_ranges_slice()
    {
        using var x = arange(12).reshape(3, 4);
        using var row = x[1];
        using var element = x[2, 3];
        using var block = x[1.., ..2];
        using var last = x[TensorIndex.Ellipsis, -1];

        Assert.That(row.data<long>().ToArray(), Is.EqualTo(new long[] { 4, 5, 6, 7 }));
        Assert.That(element.item<long>(), Is.EqualTo(11));
        Assert.That(block.data<long>().ToArray(), Is.EqualTo(new long[] { 4, 5, 8, 9 }));
        Assert.That(last.data<long>().ToArray(), Is.EqualTo(new long[] { 3, 7, 11 }));
    }

    [Test]
    public void A_step_and_a_new_dimension_can_be_asked_for()
    {
        using var x = arange(6);
        using var even = x[TensorIndex.Slice(step: 2)];
        using var raised = x[TensorIndex.None, TensorIndex.Colon];

        Assert.That(even.data<long>().ToArray(), Is.EqualTo(new long[] { 0, 2, 4 }));
        Assert.That(raised.shape, Is.EqualTo(new long[] { 1, 6 }));
    }

    [Test]
    public void A_mask_selects_and_an_index_tensor_gathers()
    {
        using var x = tensor(new float[] { 10, 20, 30, 40 });
        using var mask = x > 15;
        using var positions = tensor(new long[] { 3, 0 });
        using var masked = x[mask];
        using var gathered = x[positions];

        Assert.That(masked.data<float>().ToArray(), Is.EqualTo(new float[] { 20, 30, 40 }));
        Assert.That(gathered.data<float>().ToArray(), Is.EqualTo(new float[] { 40, 10 }));
    }

    [Test]
    public void A_row_and_an_element_can_be_assigned()
    {
        using var x = zeros(2, 3);
        using var row = tensor(new float[] { 1, 2, 3 });
        using var one = tensor(9f);

        x[0] = row;
        x[1, 2] = one;

        Assert.That(x.data<float>().ToArray(), Is.EqualTo(new float[] { 1, 2, 3, 0, 0, 9 }));
    }

    [Test]
    public void A_slice_and_a_mask_can_be_assigned()
    {
        using var x = arange(6).to(ScalarType.Float32);
        using var mask = x > 3;
        using var value = tensor(-1f);

        x[..2] = value;
        x[mask] = value;

        Assert.That(x.data<float>().ToArray(), Is.EqualTo(new float[] { -1, -1, 2, 3, -1, -1 }));
    }

    [Test]
    public void Gather_and_scatter_are_each_others_inverse()
    {
        using var x = tensor(new float[,] { { 1, 2 }, { 3, 4 } });
        using var index = tensor(new long[,] { { 1, 0 }, { 1, 0 } });
        using var gathered = x.gather(1, index);
        using var back = zeros(2, 2).scatter_(1, index, gathered);

        Assert.That(gathered.data<float>().ToArray(), Is.EqualTo(new float[] { 2, 1, 4, 3 }));
        Assert.That(back.data<float>().ToArray(), Is.EqualTo(new float[] { 1, 2, 3, 4 }));
    }
}
