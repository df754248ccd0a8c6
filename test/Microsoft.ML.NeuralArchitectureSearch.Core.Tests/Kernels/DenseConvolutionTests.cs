using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using NUnit.Framework;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels;

/// <summary>Against torch in float64.</summary>
[TestFixture(typeof(Lanes4))]
[TestFixture(typeof(Lanes8))]
[TestFixture(typeof(Lanes16))]
internal sealed class DenseConvolutionTests<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const double Tolerance = 1e-5;

    [Test]
    public void The_output_and_both_gradients_are_those_of_conv2d(
        [ValueSource(typeof(DenseCase), nameof(DenseCase.Named))] DenseCase convolution) =>
        Check(convolution, seed: 1);

    [Test]
    public void Any_shape_gives_what_conv2d_gives([Range(1, 40)] int seed)
    {
        var convolution = DenseCase.Random(seed);
        TestContext.Out.WriteLine($"seed {seed}: {convolution}");
        Check(convolution, seed);
    }

    [Test]
    public void Gradients_of_weights_add_to_what_is_there()
    {
        var convolution = new DenseCase(new MapShape(4, 5, 5), 4, (3, 3), (1, 1));
        using var run = new DenseRun<TLanes>(convolution, seed: 1);
        run.Compute();
        var once = run.WeightGradient;
        run.Compute();

        Assert.That(run.WeightGradient, Is.EqualTo(once.Select(value => 2 * value)).Within(1e-4f));
    }

    [TestCase(3, 1, 1, 32, 16, ExpectedResult = true)]
    [TestCase(3, 1, 1, 8, 64, ExpectedResult = true)]
    [TestCase(3, 2, 1, 32, 16, ExpectedResult = false)]
    [TestCase(3, 1, 2, 32, 16, ExpectedResult = false)]
    [TestCase(5, 1, 1, 32, 16, ExpectedResult = false)]
    [TestCase(3, 1, 1, 2, 64, ExpectedResult = false)]
    [TestCase(3, 1, 1, 32, 1, ExpectedResult = false)]
    public bool Winograds_algorithm_computes_3x3_convolutions_of_large_maps(int kernel, int stride, int dilation, int size, int channels) =>
        new DenseShape(new MapShape(channels, size, size), channels, (kernel, kernel), (stride, stride), dilation).Winograd is not null;

    private static void Check(DenseCase convolution, int seed)
    {
        using var run = new DenseRun<TLanes>(convolution, seed);
        run.Compute();

        using var scope = NewDisposeScope();
        var shape = run.Shape;
        var input = tensor(run.InputPixels(), [convolution.Images, .. Sizes(shape.InputShape)], requires_grad: true);
        var weights = tensor(
            run.Weights,
            [convolution.Outputs, shape.GroupInputs, shape.Kernel.Height, shape.Kernel.Width],
            requires_grad: true);
        var (above, left) = (shape.Kernel.Height / 2 * shape.Dilation, shape.Kernel.Width / 2 * shape.Dilation);
        var output = functional.conv2d(
            input, weights, null, [shape.Stride.Rows, shape.Stride.Columns], [above, left], [shape.Dilation, shape.Dilation], shape.Groups);
        output.backward([tensor(run.OutputGradientPixels(), output.shape)]);
        Assert.Multiple(() =>
        {
            Assert.That(run.OutputPixels(), Is.EqualTo(Values(output)).Within(Most(output)));
            Assert.That(run.InputGradientPixels(), Is.EqualTo(Values(input.grad!)).Within(Most(input.grad!)));
            Assert.That(run.WeightGradient, Is.EqualTo(Values(weights.grad!)).Within(Most(weights.grad!)));
        });
    }

    private static long[] Sizes(MapShape shape) => [shape.Channels, shape.Height, shape.Width];

    private static double[] Values(Tensor values) => values.detach().data<double>().ToArray();

    private static double Most(Tensor expected) => Tolerance * Values(expected).Max(Math.Abs);
}
