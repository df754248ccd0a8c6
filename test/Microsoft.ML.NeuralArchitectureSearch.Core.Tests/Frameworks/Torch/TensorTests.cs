using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Torch;

public sealed class TensorTests
{
    [Test]
    public void An_in_place_method_returns_the_same_object()
    {
        using var x = ones(3);

        Assert.That(x.add_(1), Is.SameAs(x));
        Assert.That(x.mul_(2.0), Is.SameAs(x));
    }

    [Test]
    public void Zeroing_in_place_returns_another_object_for_the_same_tensor()
    {
        using var x = ones(3);

        using (var zeroed = x.zero_())
        {
            Assert.That(zeroed, Is.Not.SameAs(x));
            zeroed.add_(1);
        }

        Assert.That(x.data<float>().ToArray(), Is.EqualTo(new float[] { 1, 1, 1 }));
    }

    [Test]
    public void A_conversion_that_changes_nothing_still_makes_a_new_object()
    {
        using var x = ones(3);
        using var same = x.to(ScalarType.Float32);

        same.add_(1);

        Assert.That(same, Is.Not.SameAs(x));
        Assert.That(x.data<float>().ToArray(), Is.EqualTo(new float[] { 2, 2, 2 }));
    }

    [Test]
    public void An_alias_shares_memory_and_a_clone_does_not()
    {
        using var x = zeros(2);
        using var alias = x.alias();
        using var clone = x.clone();

        x.fill_(5);

        Assert.That(alias.data<float>().ToArray(), Is.EqualTo(new float[] { 5, 5 }));
        Assert.That(clone.data<float>().ToArray(), Is.EqualTo(new float[] { 0, 0 }));
    }

    [Test]
    public void Scalars_and_arrays_keep_their_own_element_type()
    {
        using var scope = NewDisposeScope();

        Assert.That(tensor(1).dtype, Is.EqualTo(ScalarType.Int32));
        Assert.That(tensor(1L).dtype, Is.EqualTo(ScalarType.Int64));
        Assert.That(tensor(1f).dtype, Is.EqualTo(ScalarType.Float32));
        Assert.That(tensor(1.0).dtype, Is.EqualTo(ScalarType.Float64));
        Assert.That(tensor(true).dtype, Is.EqualTo(ScalarType.Bool));
        Assert.That(tensor(new[] { 1.0, 2.0 }).dtype, Is.EqualTo(ScalarType.Float64));
        Assert.That(arange(3).dtype, Is.EqualTo(ScalarType.Int64));
        Assert.That(arange(0, 1, 0.5).dtype, Is.EqualTo(ScalarType.Float32));
        Assert.That(randint(5, [2L]).dtype, Is.EqualTo(ScalarType.Int64));
    }

    [Test]
    public void Arithmetic_with_a_number_keeps_single_precision()
    {
        using var x = tensor(new[] { 1f, 2f });
        using var halved = x * 0.5;
        using var divided = x / 2;
        using var reversed = 1.0 - x;
        using var inverse = 2 / x;

        Assert.That(halved.dtype, Is.EqualTo(ScalarType.Float32));
        Assert.That(halved.data<float>().ToArray(), Is.EqualTo(new[] { 0.5f, 1f }));
        Assert.That(divided.data<float>().ToArray(), Is.EqualTo(new[] { 0.5f, 1f }));
        Assert.That(reversed.data<float>().ToArray(), Is.EqualTo(new[] { 0f, -1f }));
        Assert.That(inverse.data<float>().ToArray(), Is.EqualTo(new[] { 2f, 1f }));
    }

    [Test]
    public void Comparisons_are_made_element_by_element()
    {
        using var x = tensor(new[] { 1f, 2f, 3f });
        using var y = tensor(new[] { 1f, 5f, 3f });
        using var equal = x.equal(y);
        using var operators = x == y;
        using var less = x < 2.5;

        Assert.That(equal.data<bool>().ToArray(), Is.EqualTo(new[] { true, false, true }));
        Assert.That(operators.data<bool>().ToArray(), Is.EqualTo(new[] { true, false, true }));
        Assert.That(less.data<bool>().ToArray(), Is.EqualTo(new[] { true, true, false }));
        Assert.That(x.allclose(y), Is.False);
    }

    [Test]
    public void Elements_are_read_in_row_order_whatever_the_strides()
    {
        using var x = arange(6).reshape(2, 3);
        using var turned = x.t();

        Assert.That(turned.is_contiguous(), Is.False);
        Assert.That(turned.data<long>().ToArray(), Is.EqualTo(new long[] { 0, 3, 1, 4, 2, 5 }));
        Assert.That(turned.data<long>()[2, 1], Is.EqualTo(5));
    }

    [Test]
    public void Elements_can_be_written_through_the_accessor_and_the_bytes()
    {
        using var x = zeros(2, 2);

        x.data<float>().CopyFrom([1, 2, 3, 4]);
        x.bytes[..4].Clear();

        Assert.That(x.data<float>().ToArray(), Is.EqualTo(new float[] { 0, 2, 3, 4 }));
        Assert.That(x.bytes.Length, Is.EqualTo(16));
    }

    [Test]
    public void Reading_elements_as_another_type_is_refused()
    {
        using var x = ones(1);

        Assert.That(() => x.data<double>(), Throws.ArgumentException);
        Assert.That(() => x.item<long>(), Throws.ArgumentException);
        Assert.That(x.item<float>(), Is.EqualTo(1f));
        Assert.That(x.ToDouble(), Is.EqualTo(1.0));
    }

    [Test]
    public void A_failing_operator_raises_an_external_exception()
    {
        using var x = zeros(2, 3);

        Assert.That(() => x.mm(x), Throws.InstanceOf<System.Runtime.InteropServices.ExternalException>());
    }

    [Test]
    public void A_disposed_tensor_cannot_be_used()
    {
        var x = ones(1);

        x.Dispose();

        Assert.That(x.IsInvalid, Is.True);
        Assert.That(() => x.add(1), Throws.InvalidOperationException);
    }

    [Test]
    public void A_tensor_from_an_array_shares_its_memory_and_one_of_its_elements_does_not()
    {
        var array = new float[] { 1, 2 };
        using var shared = from_array(array);
        using var copied = tensor(array);

        array[0] = 7;

        Assert.That(shared.data<float>().ToArray(), Is.EqualTo(new float[] { 7, 2 }));
        Assert.That(copied.data<float>().ToArray(), Is.EqualTo(new float[] { 1, 2 }));
    }

    [Test]
    public void A_saved_tensor_loads_back()
    {
        using var x = arange(6).reshape(2, 3).to(ScalarType.Float64);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        x.Save(writer);
        writer.Flush();
        stream.Position = 0;

        using var reader = new BinaryReader(stream);
        using var loaded = Tensor.Load(reader);

        Assert.That(loaded.shape, Is.EqualTo(new long[] { 2, 3 }));
        Assert.That(loaded.dtype, Is.EqualTo(ScalarType.Float64));
        Assert.That(loaded.data<double>().ToArray(), Is.EqualTo(new double[] { 0, 1, 2, 3, 4, 5 }));
    }
}
