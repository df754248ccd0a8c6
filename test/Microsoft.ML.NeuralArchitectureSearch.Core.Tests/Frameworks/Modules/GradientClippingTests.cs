using NUnit.Framework;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Modules;

public sealed class GradientClippingTests
{
    private static Parameter WithGradient(params float[] gradient)
    {
        var parameter = nn.Parameter(zeros(gradient.Length));
        using var weights = tensor(gradient);
        using var sum = (parameter * weights).sum();
        sum.backward();
        return parameter;
    }

    [Test]
    public void Clipping_by_norm_scales_all_gradients_together_and_tells_the_norm_before()
    {
        using var first = WithGradient(3, 4);
        using var second = WithGradient(12);

        var norm = nn.utils.clip_grad_norm_([first, second], 6.5);

        Assert.That(norm, Is.EqualTo(13).Within(1e-6));
        TensorAssert.Holds(first.grad!, 1.5, 2);
        TensorAssert.Holds(second.grad!, 6);
    }

    [Test]
    public void Gradients_within_the_norm_stay_as_they_are()
    {
        using var parameter = WithGradient(3, 4);

        Assert.That(nn.utils.clip_grad_norm_([parameter], 5.5), Is.EqualTo(5).Within(1e-6));
        TensorAssert.Holds(parameter.grad!, 3, 4);
    }

    [Test]
    public void Clipping_by_value_bounds_each_element()
    {
        using var parameter = WithGradient(3, -4, 0.5f);

        nn.utils.clip_grad_value_([parameter], 1);

        TensorAssert.Holds(parameter.grad!, 1, -1, 0.5);
    }

    [Test]
    public void Parameters_become_one_vector_and_come_back()
    {
        using var module = TensorAssert.Ramp(nn.Linear(2, 2));
        using var vector = nn.utils.parameters_to_vector(module.parameters());
        using var doubled = (vector * 2).detach();

        nn.utils.vector_to_parameters(doubled, module.parameters());

        Assert.That(vector.shape, Is.EqualTo(new long[] { 6 }));
        TensorAssert.Holds(module.bias!, 0.2, -0.6);
    }
}
