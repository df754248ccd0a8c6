using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels;

[TestFixture(typeof(Lanes4))]
[TestFixture(typeof(Lanes8))]
[TestFixture(typeof(Lanes16))]
internal sealed unsafe class DepthwiseTests<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Kernel and dilation of all filters whose reach is within the margin.</summary>
    private static readonly (int Kernel, int Dilation)[] Filters = [(3, 1), (3, 2), (5, 1), (5, 2), (7, 1)];

    [Test]
    public void It_equals_the_definition_forwards_and_backwards(
        [ValueSource(nameof(Filters))] (int Kernel, int Dilation) filter, [Values(1, 2)] int stride, [Values(
            1,
            2,
            5,
            9)] int height, [Values(1, 4, 13)] int width)
    {
        var (kernel, dilation) = filter;
        var shape = new DepthwiseShape(new MapShape(1, height, width), kernel, stride, dilation);
        using var source = KernelData.Random(height * width * TLanes.Count, seed: 1);
        using var gradient = KernelData.Random(shape.Output.Positions * TLanes.Count, seed: 2);
        using var weights = KernelData.Random(kernel * kernel, seed: 3);
        using var padded = new AlignedBuffer(shape.Input.Pitch * TLanes.Count);
        using var paddedGradient = new AlignedBuffer(shape.OutputGradient.Pitch * TLanes.Count);
        using var output = new AlignedBuffer(gradient.Length);
        using var inputGradient = new AlignedBuffer(source.Length);
        using var weightGradient = new AlignedBuffer(weights.Length);

        Margins<TLanes>.Add(shape.Input, source.Start, padded.Start);
        Margins<TLanes>.Add(shape.OutputGradient, gradient.Start, paddedGradient.Start);
        Depthwise<TLanes>.Filter(shape.Forward, padded.Start, weights.Start, output.Start);
        foreach (var phase in shape.Backward)
        {
            Depthwise<TLanes>.Filter(phase, paddedGradient.Start, weights.Start, inputGradient.Start);
        }

        DepthwiseGradient<TLanes>.OfWeights(shape, padded.Start, gradient.Start, weightGradient.Start);

        var expected = Naive(shape, stride, dilation, height, width, source.Start, gradient.Start, weights.Start);
        Assert.Multiple(() =>
        {
            Assert.That(KernelData.Values(output), Is.EqualTo(expected.Output).Within(1e-5f));
            Assert.That(KernelData.Values(inputGradient), Is.EqualTo(expected.InputGradient).Within(1e-5f));
            Assert.That(KernelData.Values(weightGradient), Is.EqualTo(expected.WeightGradient).Within(1e-4f));
        });
    }

    private static (float[] Output, float[] InputGradient, float[] WeightGradient) Naive(
        DepthwiseShape shape, int stride, int dilation, int height, int width, float* source, float* gradient, float* weights)
    {
        var (lanes, kernel) = (TLanes.Count, shape.Kernel);
        var output = new float[shape.Output.Positions * lanes];
        var inputGradient = new float[height * width * lanes];
        var weightGradient = new float[kernel * kernel];
        for (var index = 0; index < output.Length; index++)
        {
            var (position, lane) = (index / lanes, index % lanes);
            var (row, column) = (position / shape.Output.Width * stride, position % shape.Output.Width * stride);
            for (var tap = 0; tap < kernel * kernel; tap++)
            {
                var (y, x) = (row + (((tap / kernel) - (kernel / 2)) * dilation), column + (((tap % kernel) - (kernel / 2)) * dilation));
                if (y < 0 || y >= height || x < 0 || x >= width)
                {
                    continue;
                }

                var pixel = (((y * width) + x) * lanes) + lane;
                output[index] += weights[tap] * source[pixel];
                inputGradient[pixel] += weights[tap] * gradient[index];
                weightGradient[tap] += source[pixel] * gradient[index];
            }
        }

        return (output, inputGradient, weightGradient);
    }
}
