using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;
using NUnit.Framework;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels;

/// <summary>Convolutions of one image, against torch in float64.</summary>
internal sealed unsafe class DensePlaneTests
{
    private const double Tolerance = 1e-5;

    [Test]
    public void It_convolves_one_image(
        [ValueSource(typeof(DenseCase), nameof(DenseCase
            .Named))] DenseCase convolution, [Values(16, 8, 4)] int widest, [Values] bool isActivated) =>
        Check(convolution, widest, isActivated, seed: 1);

    [Test]
    public void It_convolves_one_image_of_any_shape([Range(1, 40)] int seed)
    {
        var convolution = DenseCase.Random(seed);
        TestContext.Out.WriteLine($"seed {seed}: {convolution}");
        Check(convolution, widest: 16, isActivated: true, seed);
    }

    private static void Check(DenseCase convolution, int widest, bool isActivated, int seed)
    {
        var shape = new DenseShape(
            convolution.Input, convolution.Outputs, convolution.Kernel, convolution.Stride, convolution.Dilation, convolution.Groups);
        var plane = DensePlane.Create(shape, widest);
        var (input, output, channels) = (shape.InputShape, shape.Output, shape.InputShape.Channels);
        using var source = KernelData.Random(channels * input.Positions, seed);
        using var weights = KernelData.Random(shape.Weights, seed + 1);
        using var factors = KernelData.Random(channels, seed + 2);
        using var biases = KernelData.Random(channels, seed + 3);
        using var packed = new AlignedBuffer(DensePacking.ForwardLength(shape));
        using var scratch = new AlignedBuffer(plane.ScratchLength);
        using var target = new AlignedBuffer(output.Channels * output.Positions);
        new Span<float>(scratch.Start, (int)scratch.Length).Fill(float.NaN);
        var activation = isActivated ? new PlaneActivation(factors.Start, biases.Start, Clamp.Relu) : PlaneActivation.None;

        DensePacking.Forward(shape, weights.Start, packed.Start);
        plane.Apply(source.Start, input.Positions, activation, packed.Start, scratch.Start, target.Start, output.Positions);

        using var scope = NewDisposeScope();
        var pixels = Tensor(source, [1, channels, input.Height, input.Width]);
        if (isActivated)
        {
            pixels = Activated(pixels, Tensor(factors, [1, channels, 1, 1]), Tensor(biases, [1, channels, 1, 1]));
        }

        var expected = functional.conv2d(
            pixels,
            Tensor(weights, [output.Channels, shape.GroupInputs, shape.Kernel.Height, shape.Kernel.Width]),
            null,
            [shape.Stride.Rows, shape.Stride.Columns],
            [shape.Kernel.Height / 2 * shape.Dilation, shape.Kernel.Width / 2 * shape.Dilation],
            [shape.Dilation, shape.Dilation],
            shape.Groups).data<double>().ToArray();
        Assert.That(KernelData.Values(target), Is.EqualTo(expected).Within(Tolerance * Math.Max(1e-3, expected.Max(Math.Abs))));
    }

    private static Tensor Activated(Tensor pixels, Tensor factors, Tensor biases) => functional.relu((pixels * factors) + biases);

    private static Tensor Tensor(AlignedBuffer values, long[] sizes) =>
        tensor(KernelData.Values(values).Select(value => (double)value).ToArray(), sizes);
}
