using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Torch;

public sealed class AutogradTests
{
    [Test]
    public void A_gradient_is_absent_until_backward_accumulates_it()
    {
        using var x = tensor(new float[] { 1, 2, 3 }, requires_grad: true);
        Assert.That(x.grad, Is.Null);

        for (var i = 0; i < 2; i++)
        {
            using var loss = (x * x).sum();
            loss.backward();
        }

        using var grad = x.grad!;
        Assert.That(grad.data<float>().ToArray(), Is.EqualTo(new float[] { 4, 8, 12 }));
    }

    [Test]
    public void A_gradient_can_be_removed_and_replaced()
    {
        using var x = ones(2, requires_grad: true);
        x.sum().backward();

        x.grad = null;
        Assert.That(x.grad, Is.Null);

        x.grad = full(2, 3f);
        Assert.That(x.grad!.data<float>().ToArray(), Is.EqualTo(new float[] { 3, 3 }));
    }

    [Test]
    public void Gradients_of_chosen_inputs_leave_the_leaves_alone()
    {
        using var x = tensor(new float[] { 1, 2 }, requires_grad: true);
        using var y = tensor(new float[] { 3, 4 }, requires_grad: true);
        using var loss = (x * y).sum();

        var grads = autograd.grad([loss], [x, y]);

        Assert.That(grads[0].data<float>().ToArray(), Is.EqualTo(new float[] { 3, 4 }));
        Assert.That(grads[1].data<float>().ToArray(), Is.EqualTo(new float[] { 1, 2 }));
        Assert.That(x.grad, Is.Null);
    }

    [Test]
    public void The_gradient_of_an_unused_input_is_an_invalid_tensor()
    {
        using var x = ones(1, requires_grad: true);
        using var unused = ones(1, requires_grad: true);

        var grads = autograd.grad([x.sum()], [x, unused], allow_unused: true);

        Assert.That(grads[1], Is.Not.Null);
        Assert.That(grads[1].IsInvalid, Is.True);
    }

    [Test]
    public void Second_derivatives_need_both_flags()
    {
        using var x = tensor(new float[] { 1, 2 }, requires_grad: true);
        using var cubes = (x * x * x).sum();

        var first = autograd.grad([cubes], [x], retain_graph: true, create_graph: true)[0];
        var second = autograd.grad([first.sum()], [x])[0];

        Assert.That(first.data<float>().ToArray(), Is.EqualTo(new float[] { 3, 12 }));
        Assert.That(second.data<float>().ToArray(), Is.EqualTo(new float[] { 6, 12 }));
    }

    [Test]
    public void Weights_of_outputs_scale_the_gradient()
    {
        using var x = ones(2, requires_grad: true);
        using var y = x * 3;

        var grad = autograd.grad([y], [x], [tensor(new float[] { 1, 10 })])[0];

        Assert.That(grad.data<float>().ToArray(), Is.EqualTo(new float[] { 3, 30 }));
    }

    [Test]
    public void Nothing_is_recorded_while_gradients_are_off()
    {
        using var x = ones(1, requires_grad: true);

        using (no_grad())
        {
            Assert.That(is_grad_enabled(), Is.False);
            Assert.That((x * 2).requires_grad, Is.False);
            using (enable_grad())
                Assert.That((x * 2).requires_grad, Is.True);
        }

        Assert.That(is_grad_enabled(), Is.True);
        Assert.That((x * 2).requires_grad, Is.True);
        Assert.That((x * 2).detach().requires_grad, Is.False);
    }

    [Test]
    public void Inference_mode_ends_with_its_guard()
    {
        using (inference_mode())
            Assert.That(is_inference_mode_enabled(), Is.True);

        Assert.That(is_inference_mode_enabled(), Is.False);
    }

    [Test]
    public void A_leaf_cannot_be_changed_in_place_while_gradients_are_on()
    {
        using var x = ones(1, requires_grad: true);

        Assert.That(() => x.add_(1), Throws.InstanceOf<System.Runtime.InteropServices.ExternalException>());
        using (no_grad())
            x.add_(1);

        Assert.That(x.is_leaf, Is.True);
        Assert.That(x.item<float>(), Is.EqualTo(2f));
    }
}
