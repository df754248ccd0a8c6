using Microsoft.ML.NeuralArchitectureSearch.Operations;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Operations;

public sealed class StagedConvolutionTests
{
    /// <summary>Training multiplies the weights of the two convolutions where that is faster; layer by layer is what it has to equal.</summary>
    [TestCase(3, 1, 1)]
    [TestCase(5, 1, 2)]
    [TestCase(3, 2, 2)]
    [TestCase(5, 2, 1)]
    public void Training_equals_the_layers_one_after_the_other(int kernel, int dilation, int stride)
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        using var fused = Create(kernel, dilation, stride);
        using var layers = Create(kernel, dilation, stride);
        layers.load_state_dict(fused.state_dict());
        layers.eval();
        foreach (var layer in layers.modules().Where(module => !module.children().Any()))
        {
            layer.train();
        }

        var input = randn([3, 4, 8, 8], ScalarType.Float64);
        var (left, right) = (fused.call(input), layers.call(input));
        var readout = randn_like(left);
        var leftGradients = autograd.grad([(left * readout).sum()], [.. fused.parameters()]);
        var rightGradients = autograd.grad([(right * readout).sum()], [.. layers.parameters()]);

        Assert.That(fused.Stages[0].IsFasterFused);
        Assert.That(left.allclose(right, 1e-12, 1e-12));
        foreach (var (expected, actual) in rightGradients.Zip(leftGradients))
        {
            Assert.That(actual.allclose(expected, 1e-11, 1e-11));
        }

        foreach (var ((name, expected), (_, actual)) in layers.named_buffers().Zip(fused.named_buffers()))
        {
            Assert.That(actual.allclose(expected, 1e-12, 1e-12), name);
        }
    }

    private static StagedConvolution Create(int kernel, int dilation, int stride) => new StagedConvolution(
        new ConvolutionStage(4, kernel, stride, dilation, affine: true),
        new ConvolutionStage(4, kernel, 1, dilation, affine: true)).to(ScalarType.Float64);
}
