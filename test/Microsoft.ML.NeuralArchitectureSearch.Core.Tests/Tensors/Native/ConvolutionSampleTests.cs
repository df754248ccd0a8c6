using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tensors.Native;

/// <summary>Plain sums against libtorch's convolutions in float64, which oneDNN does not compute.</summary>
public sealed class ConvolutionSampleTests
{
    private static IEnumerable<object> Samples =>
    [
        .. ConvolutionCheck.Samples,
        new ConvolutionSample(1, 6, 4, 7, 5, 3, 5) { Stride = 2, Dilation = 2, Groups = 2 },
        new ConvolutionSample(3, 1, 2, 1, 9, 1, 7) { Stride = 3 },
    ];

    [TestCaseSource(nameof(Samples))]
    public void Plain_sums_are_convolutions_in_float64(object source)
    {
        var sample = (ConvolutionSample)source;
        using var scope = NewDisposeScope();
        var input = tensor(sample.Input, [sample.Batch, sample.Inputs, sample.Height, sample.Width], float64).requires_grad_();
        var weight = tensor(
            sample.Weight,
            [sample.Outputs, sample.Inputs / sample.Groups, sample.KernelHeight, sample.KernelWidth],
            float64).requires_grad_();
        var output = nn.functional.conv2d(
            input,
            weight,
            strides: [sample.Stride, sample.Stride],
            padding: [sample.Padding.Rows, sample.Padding.Columns],
            dilation: [sample.Dilation, sample.Dilation],
            groups: sample.Groups);
        output.backward([tensor(sample.OutputGradient, output.shape, float64)]);

        var expected = sample.Expected();

        Assert.That(expected.Output, Is.EqualTo(output.data<double>().ToArray()).Within(1e-12));
        Assert.That(expected.InputGradient, Is.EqualTo(input.grad!.data<double>().ToArray()).Within(1e-12));
        Assert.That(expected.WeightGradient, Is.EqualTo(weight.grad!.data<double>().ToArray()).Within(1e-12));
    }
}
