using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;
using NUnit.Framework;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels;

/// <summary>Windows of one image, against torch in float64.</summary>
internal sealed unsafe class PlaneTests
{
    private static readonly int[] Widths = [1, 2, 3, 4, 7, 8, 13, 16, 21, 32, 33];

    [Test]
    public void A_filter_is_a_depthwise_convolution_of_what_was_rectified(
        [ValueSource(nameof(Widths))] int width, [Values(1, 2)] int stride, [Values(3, 5)] int kernel, [Values(1, 2)] int dilation, [Values(
            16,
            4)] int widest)
    {
        using var scope = NewDisposeScope();
        using var frames = new PlaneFrames();
        var shape = new MapShape(1, 6, width);
        var (map, weights) = (rand([1, 1, 6, width]) - 0.5, rand([1, 1, kernel, kernel]) - 0.5);
        var target = new float[shape.Strided(stride).Positions];

        var filter = PlaneFilter.Create(new PlaneWindow(shape, kernel, stride, dilation), Clamp.Relu, frames, widest);
        var (pixels, taps) = (map.data<float>().ToArray(), weights.data<float>().ToArray());
        for (var time = 0; time < 2; time++)
        {
            fixed (float* source = pixels, filters = taps, results = target)
            {
                filter.Apply(source, factor: 2, bias: 0.1f, filters, results);
            }
        }

        var margin = kernel / 2 * dilation;
        var expected = functional.conv2d(
            ((map.to(ScalarType.Float64) * 2) + 0.1f).relu(),
            weights.to(ScalarType.Float64),
            strides: [stride, stride],
            padding: [margin, margin],
            dilation: [dilation, dilation]);
        Assert.That(target, Is.EqualTo(expected.data<double>().ToArray()).Within(1e-6));
    }

    [Test]
    public void Pooling_leaves_out_what_lies_outside(
        [ValueSource(nameof(Widths))] int width, [Values(1, 2)] int stride, [Values(16, 4)] int widest, [Values] bool isMean)
    {
        using var scope = NewDisposeScope();
        using var frames = new PlaneFrames();
        var shape = new MapShape(1, 5, width);
        var map = rand([1, 1, 5, width]) - 1.5;
        var target = new float[shape.Strided(stride).Positions];

        var pooling = isMean
            ? PlanePooling.Mean(shape, kernel: 3, stride, frames, widest)
            : PlanePooling.Largest(shape, kernel: 3, stride, frames, widest);
        var pixels = map.data<float>().ToArray();
        fixed (float* source = pixels, results = target)
        {
            pooling.Apply(source, results);
        }

        var expected = isMean
            ? functional.avg_pool2d(map, 3, stride, 1, count_include_pad: false)
            : functional.max_pool2d(map, 3, stride, 1);
        Assert.That(target, Is.EqualTo(expected.data<float>().ToArray()).Within(1e-6));
    }
}
