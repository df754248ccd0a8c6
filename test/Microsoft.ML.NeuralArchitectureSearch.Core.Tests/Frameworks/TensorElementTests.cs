using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>The types of elements, the order in which they are read, and what is refused.</summary>
public sealed class TensorElementTests
{
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
    public void Elements_are_read_in_row_order_whatever_the_strides()
    {
        using var x = arange(6).reshape(2, 3);
        using var turned = x.t();

        Assert.That(turned.is_contiguous(), Is.False);
        Assert.That(turned.data<long>().ToArray(), Is.EqualTo(new long[] { 0, 3, 1, 4, 2, 5 }));
        Assert.That(turned.data<long>()[2, 1], Is.EqualTo(5));
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
}
