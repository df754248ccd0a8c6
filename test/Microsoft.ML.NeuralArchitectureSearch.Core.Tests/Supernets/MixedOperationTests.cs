using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Supernets;

public sealed class MixedOperationTests
{
    [TestCase(1)]
    [TestCase(2)]
    public void Gradients_are_those_of_finite_differences(int stride)
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        using var edge = new MixedOperation(OperationNames.Darts, 4, stride).to(ScalarType.Float64);
        var input = randn([3, 4, 6, 6], ScalarType.Float64).requires_grad_(true);
        var weights = rand([8], ScalarType.Float64).requires_grad_(true);
        var readout = randn([3, 4, 6 / stride, 6 / stride], ScalarType.Float64);
        Tensor[] variables = [input, weights, .. edge.parameters()];
        Tensor[] directions = [.. variables.Select(variable => randn(variable.shape, ScalarType.Float64))];

        var gradients = autograd.grad([Value()], variables);

        const double Step = 1e-6;
        for (var index = 0; index < variables.Length; index++)
        {
            var expected = (gradients[index] * directions[index]).sum().item<double>();
            var ahead = ValueAt(index, Step);
            var behind = ValueAt(index, -2 * Step);
            ValueAt(index, Step);
            Assert.That((ahead - behind) / (2 * Step), Is.EqualTo(expected).Within(1e-6 * Math.Max(1, Math.Abs(expected))), $"variable {index}");
        }

        Tensor Value() => (edge.call(input, weights) * readout).sum();

        double ValueAt(int index, double step)
        {
            using var noGradient = no_grad();
            variables[index].add_(directions[index] * step);
            return Value().item<double>();
        }
    }

    [Test]
    public void A_weight_of_one_alone_gives_that_operation()
    {
        using var scope = NewDisposeScope();
        using var edge = new MixedOperation(OperationNames.Darts, 4, 1);
        var input = randn(2, 4, 6, 6);
        var weights = zeros(8);
        weights[OperationNames.Darts.IndexOf(OperationNames.SkipConnect)] = 1;

        Assert.That(edge.call(input, weights).allclose(input));
    }

    [Test]
    public void The_weight_of_none_changes_nothing_and_its_gradient_is_zero()
    {
        using var scope = NewDisposeScope();
        using var edge = new MixedOperation(OperationNames.Darts, 4, 2);
        edge.eval();
        var input = randn(2, 4, 6, 6);
        var weights = rand([8], requires_grad: true);

        var output = edge.call(input, weights);
        var gradient = autograd.grad([output.sum()], [weights])[0];

        Assert.That(gradient[0].item<float>(), Is.Zero);
        Assert.That(gradient[4].item<float>(), Is.Not.Zero);
    }
}
