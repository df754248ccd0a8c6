using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels;

internal sealed unsafe class PoolingTests
{
    [Test]
    public void The_average_is_over_the_pixels_that_exist()
    {
        var (output, gradient) = Pool<AveragePooling<Lanes4>>(new MapShape(1, 2, 3), stride: 2, [1, 2, 3, 4, 5, 6]);

        Assert.That(output, Is.EqualTo(new[] { 3f, 4f }).Within(1e-6));
        Assert.That(gradient, Is.EqualTo(new[] { 1 / 4f, 2 / 4f, 1 / 4f, 1 / 4f, 2 / 4f, 1 / 4f }).Within(1e-6));
    }

    [Test]
    public void Of_equal_pixels_the_first_one_gets_the_gradient()
    {
        var (output, gradient) = Pool<MaxPooling<Lanes4>>(new MapShape(1, 2, 3), stride: 1, [1, 7, 0, 7, 7, 2]);

        Assert.That(output, Is.EqualTo(new[] { 7f, 7, 7, 7, 7, 7 }));
        Assert.That(gradient, Is.EqualTo(new[] { 0f, 6, 0, 0, 0, 0 }));
    }

    [Test]
    public void Pixels_outside_the_map_are_not_the_largest()
    {
        var (output, gradient) = Pool<MaxPooling<Lanes4>>(new MapShape(1, 1, 2), stride: 1, [-3, -2]);

        Assert.That(output, Is.EqualTo(new[] { -2f, -2 }));
        Assert.That(gradient, Is.EqualTo(new[] { 0f, 2 }));
    }

    [Test]
    public void Windows_of_any_size_pool_as_torch_does(
        [Values(2, 3, 5)] int kernel,
        [Values(1, 2, 3)] int stride,
        [Values(5, 6)] int width,
        [Values] bool isMean)
    {
        using var scope = NewDisposeScope();
        var input = new MapShape(1, 6, width);
        var pixels = rand([1, 1, 6, width]) - 0.5;
        using var source = new AlignedBuffer(input.Positions);
        using var target = new AlignedBuffer(input.Strided(stride).Positions);
        pixels.data<float>().CopyTo(new Span<float>(source.Start, input.Positions));

        if (isMean)
        {
            Pooling<Lanes1, AveragePooling<Lanes1>>.Forward(input, kernel, stride, source.Start, target.Start);
        }
        else
        {
            Pooling<Lanes1, MaxPooling<Lanes1>>.Forward(input, kernel, stride, source.Start, target.Start);
        }

        // Even windows reach one pixel beyond the map on one side only: the last row and column once more change neither mean nor largest
        // pixel.
        var padding = (kernel - 1) / 2;
        var framed = kernel % 2 == 0 ? functional.pad(pixels, [0, 1, 0, 1], PaddingModes.Replicate) : pixels;
        var expected = isMean
            ? functional.avg_pool2d(framed, kernel, stride, padding, count_include_pad: false)
            : functional.max_pool2d(framed, kernel, stride, padding);
        Assert.That(KernelData.Values(target), Is.EqualTo(expected.contiguous().data<float>().ToArray()).Within(1e-6));
    }

    // The gradient of the sum of all outputs; each lane holds the same image.
    private static (float[] Output, float[] Gradient) Pool<TPooling>(MapShape input, int stride, float[] pixels)
        where TPooling : IPoolingRule<Lanes4>
    {
        var outputs = input.Strided(stride).Positions;
        using var source = new AlignedBuffer(pixels.Length * Lanes4.Count);
        using var target = new AlignedBuffer(outputs * Lanes4.Count);
        using var ones = new AlignedBuffer(outputs * Lanes4.Count);
        using var gradient = new AlignedBuffer(source.Length);
        for (var index = 0; index < source.Length; index++)
        {
            source.Start[index] = pixels[index / Lanes4.Count];
        }

        new Span<float>(ones.Start, (int)ones.Length).Fill(1);
        Pooling<Lanes4, TPooling>.Forward(input, kernel: 3, stride, source.Start, target.Start);
        Pooling<Lanes4, TPooling>.AddGradient(input, kernel: 3, stride, source.Start, ones.Start, gradient.Start);
        return (FirstLane(target), FirstLane(gradient));
    }

    private static float[] FirstLane(AlignedBuffer buffer) =>
        [.. KernelData.Values(buffer).Chunk(Lanes4.Count).Select(pixel => pixel[0])];
}
