using System.Runtime.InteropServices;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>Where TorchSharp's automatic differentiation differs from Python's.</summary>
public sealed class GradientTests
{
    [Test]
    public void The_gradient_of_an_unused_input_is_an_invalid_tensor()
    {
        using var scope = NewDisposeScope();
        var x = ones(1, requires_grad: true);
        var unused = ones(1, requires_grad: true);

        var gradients = autograd.grad([x.sum()], [x, unused], allow_unused: true);

        Assert.That(gradients[1], Is.Not.Null);
        Assert.That(gradients[1].IsInvalid, Is.True);
    }

    // Without retain_graph the graph of the first derivative is freed, and the error of the second one, thrown inside libtorch, ends the
    // process.
    [Test]
    public void Second_derivatives_need_both_flags()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, 2 }, requires_grad: true);

        var first = autograd.grad([(x * x * x).sum()], [x], retain_graph: true, create_graph: true)[0];
        var second = autograd.grad([first.sum()], [x])[0];

        Assert.That(second.data<float>().ToArray(), Is.EqualTo(new float[] { 6, 12 }));
    }

    [Test]
    public void The_gradient_of_a_leaf_is_null_until_backward_and_can_be_assigned()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        Assert.That(x.grad, Is.Null);

        x.grad = full(2, 3f);

        Assert.That(x.grad!.data<float>().ToArray(), Is.EqualTo(new float[] { 3, 3 }));
    }

    [Test]
    public void A_leaf_cannot_be_changed_in_place_while_gradients_are_on()
    {
        using var x = ones(1, requires_grad: true);

        Assert.That(() => x.add_(1), Throws.InstanceOf<ExternalException>());
        using (no_grad())
        {
            x.add_(1);
        }

        Assert.That(x.is_leaf, Is.True);
        Assert.That(x.item<float>(), Is.EqualTo(2f));
    }
}
