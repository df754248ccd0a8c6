using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>Functions with a backward of their own, as the fused kernels are.</summary>
public sealed class CustomFunctionTests
{
    private sealed class Square : autograd.SingleTensorFunction<Square>
    {
        public override string Name => nameof(Square);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            ctx.save_data("factor", vars[1]);
            return x * x * (double)vars[1];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var x = ctx.get_saved_variables()[0];
            return [grad_output * x * (2 * (double)ctx.get_data("factor")), null!];
        }
    }

    private sealed class SumAndDifference : autograd.MultiTensorFunction<SumAndDifference>
    {
        public override string Name => nameof(SumAndDifference);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var (a, b) = ((Tensor)vars[0], (Tensor)vars[1]);
            return [a + b, a - b];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs) =>
            [grad_outputs[0] + grad_outputs[1], grad_outputs[0] - grad_outputs[1]];
    }

    [Test]
    public void A_function_is_differentiated_by_its_own_backward()
    {
        using var x = tensor(new double[] { 1, 2, 3 }, requires_grad: true);

        using var y = Square.apply(x, 0.5);
        y.sum().backward();

        Assert.That(y.data<double>().ToArray(), Is.EqualTo(new[] { 0.5, 2, 4.5 }));
        Assert.That(x.grad!.data<double>().ToArray(), Is.EqualTo(new double[] { 1, 2, 3 }));
    }

    [Test]
    public void A_backward_made_of_operators_can_be_differentiated_again()
    {
        using var x = tensor(new double[] { 1, 2 }, requires_grad: true);

        var first = autograd.grad([Square.apply(x, 3.0).sum()], [x], retain_graph: true, create_graph: true)[0];
        var second = autograd.grad([(first * first).sum()], [x])[0];

        Assert.That(first.data<double>().ToArray(), Is.EqualTo(new double[] { 6, 12 }));
        Assert.That(second.data<double>().ToArray(), Is.EqualTo(new double[] { 72, 144 }));
    }

    [Test]
    public void An_output_without_a_gradient_counts_as_zeros()
    {
        using var a = tensor(new float[] { 1, 2 }, requires_grad: true);
        using var b = tensor(new float[] { 3, 5 }, requires_grad: true);

        var outputs = SumAndDifference.apply(a, b);
        outputs[1].sum().backward();

        Assert.That(outputs[0].data<float>().ToArray(), Is.EqualTo(new float[] { 4, 7 }));
        Assert.That(outputs[1].data<float>().ToArray(), Is.EqualTo(new float[] { -2, -3 }));
        Assert.That(a.grad!.data<float>().ToArray(), Is.EqualTo(new float[] { 1, 1 }));
        Assert.That(b.grad!.data<float>().ToArray(), Is.EqualTo(new float[] { -1, -1 }));
    }

    [Test]
    public void Without_gradients_nothing_is_recorded()
    {
        using var x = tensor(new double[] { 2 }, requires_grad: true);

        using (no_grad())
        {
            using var y = Square.apply(x, 1.0);
            Assert.That(y.requires_grad, Is.False);
        }

        using var constant = tensor(new double[] { 2 });
        using var z = Square.apply(constant, 1.0);
        Assert.That(z.requires_grad, Is.False);
    }
}
