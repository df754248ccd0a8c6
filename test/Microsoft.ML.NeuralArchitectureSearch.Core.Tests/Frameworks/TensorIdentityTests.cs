using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>Which methods return the tensor itself, another object for it, or a copy.</summary>
public sealed class TensorIdentityTests
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
        using var x = full(3, 5f);

        using var zeroed = x.narrow(0, 0, 2).zero_();
        zeroed.add_(1);

        Assert.That(x.data<float>().ToArray(), Is.EqualTo(new float[] { 1, 1, 5 }));
    }

    [Test]
    public void An_initializer_returns_the_weight_itself_so_disposing_its_result_disposes_the_weight()
    {
        using var module = nn.Linear(2, 1);

        using (var initialized = nn.init.zeros_(module.weight))
        {
            Assert.That(initialized, Is.SameAs(module.weight));
        }

        Assert.That(module.weight!.IsInvalid, Is.True);
        Assert.That(module.parameters().Single(), Is.SameAs(module.bias), "a weight that is gone is not counted");
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
    public void A_tensor_from_an_array_shares_its_memory_and_one_of_its_elements_does_not()
    {
        var array = new float[] { 1, 2 };
        using var shared = from_array(array);
        using var copied = tensor(array);

        array[0] = 7;

        Assert.That(shared.data<float>().ToArray(), Is.EqualTo(new float[] { 7, 2 }));
        Assert.That(copied.data<float>().ToArray(), Is.EqualTo(new float[] { 1, 2 }));
    }
}
