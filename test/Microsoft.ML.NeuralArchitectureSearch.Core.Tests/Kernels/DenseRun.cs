using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Kernels;

/// <summary>Forward and backward pass of a convolution on random values, an image in each lane.</summary>
internal sealed unsafe class DenseRun<TLanes> : IDisposable
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly int _images;
    private readonly AlignedBuffer _input;
    private readonly AlignedBuffer _gradient;
    private readonly AlignedBuffer _weights;
    private readonly AlignedBuffer _output;
    private readonly AlignedBuffer _inputGradient;
    private readonly AlignedBuffer _weightGradient;

    public DenseRun(DenseCase convolution, int seed)
    {
        _images = convolution.Images;
        Shape = new DenseShape(
            convolution.Input, convolution.Outputs, convolution.Kernel, convolution.Stride, convolution.Dilation, convolution.Groups);
        _weights = KernelData.Random(Shape.Weights, seed);
        _weightGradient = new AlignedBuffer(Shape.Weights);
        _input = Room(convolution.Input.Channels, Shape.Input.Pitch);
        _gradient = Room(convolution.Outputs, Shape.OutputGradient.Pitch);
        _output = Room(convolution.Outputs, Shape.Output.Positions);
        _inputGradient = Room(convolution.Input.Channels, convolution.Input.Positions);
        var random = new Random(seed);
        Fill(_input, convolution.Input.Channels, Shape.Input, random);
        Fill(_gradient, convolution.Outputs, Shape.OutputGradient, random);
    }

    public DenseShape Shape { get; }

    public double[] Weights => [.. KernelData.Values(_weights)];

    public double[] WeightGradient => [.. KernelData.Values(_weightGradient)];

    private int Blocks => (_images + TLanes.Count - 1) / TLanes.Count;

    public void Compute()
    {
        using var forward = new AlignedBuffer(DenseConvolution<TLanes>.ForwardLength(Shape));
        using var backward = new AlignedBuffer(DenseConvolution<TLanes>.BackwardLength(Shape));
        using var scratch = new AlignedBuffer(DenseConvolution<TLanes>.ScratchLength(Shape));
        using var sums = new AlignedBuffer(DenseConvolution<TLanes>.SumsLength(Shape));
        new Span<float>(scratch.Start, (int)scratch.Length).Fill(float.NaN);
        DenseConvolution<TLanes>.PackForward(Shape, _weights.Start, forward.Start);
        DenseConvolution<TLanes>.PackBackward(Shape, _weights.Start, backward.Start);
        for (var block = 0; block < Blocks; block++)
        {
            var (input, gradient) = (Block(_input, block), Block(_gradient, block));
            foreach (var strip in Shape.Strips.Reverse())
            {
                var pitch = Shape.Output.Positions * TLanes.Count;
                DenseConvolution<TLanes>.Forward(
                    Shape, strip, (float*)input, forward.Start, scratch.Start, (float*)Block(_output, block), pitch);
                DenseConvolution<TLanes>.AddWeightGradient(Shape, strip, (float*)input, (float*)gradient, scratch.Start, sums.Start);
            }

            DenseConvolution<TLanes>.InputGradient(
                Shape,
                (float*)gradient,
                backward.Start,
                scratch.Start,
                (float*)Block(_inputGradient, block),
                Shape.InputShape.Positions * TLanes.Count);
        }

        DenseConvolution<TLanes>.FinishWeightGradient(Shape, sums.Start, _weightGradient.Start);
    }

    public double[] InputPixels() => Pixels(_input, Shape.InputShape.Channels, Shape.Input, Shape.Input.Pitch);

    public double[] OutputGradientPixels() => Pixels(_gradient, Shape.Output.Channels, Shape.OutputGradient, Shape.OutputGradient.Pitch);

    public double[] OutputPixels() => Pixels(_output, Shape.Output.Channels, Plain(Shape.Output), Shape.Output.Positions);

    public double[] InputGradientPixels() =>
        Pixels(_inputGradient, Shape.InputShape.Channels, Plain(Shape.InputShape), Shape.InputShape.Positions);

    public void Dispose()
    {
        foreach (var buffer in new[] { _input, _gradient, _weights, _output, _inputGradient, _weightGradient })
        {
            buffer.Dispose();
        }
    }

    private static PaddedPlane Plain(MapShape shape) => new(shape.Height, shape.Width, Margin: 0);

    private static int Place(PaddedPlane plane, int pixel) => (pixel / plane.Width * plane.RowPitch) + plane.Margin + (pixel % plane.Width);

    private AlignedBuffer Room(int channels, int pitch) => new((nint)Blocks * channels * pitch * TLanes.Count);

    private nint Block(AlignedBuffer buffer, int block) => (nint)(buffer.Start + (block * (buffer.Length / Blocks)));

    private float* At(AlignedBuffer buffer, int channels, int pitch, PaddedPlane plane, (int Image, int Channel, int Pixel) index) =>
        buffer.Start
        + ((((((nint)index.Image / TLanes.Count * channels) + index.Channel) * pitch) + Place(plane, index.Pixel)) * TLanes.Count)
        + (index.Image % TLanes.Count);

    private void Fill(AlignedBuffer buffer, int channels, PaddedPlane plane, Random random)
    {
        foreach (var index in Indices(channels, plane))
        {
            *At(buffer, channels, plane.Pitch, plane, index) = (float)((random.NextDouble() * 2) - 1);
        }
    }

    private double[] Pixels(AlignedBuffer buffer, int channels, PaddedPlane plane, int pitch) =>
        [.. Indices(channels, plane).Select(index => (double)*At(buffer, channels, pitch, plane, index))];

    private IEnumerable<(int Image, int Channel, int Pixel)> Indices(int channels, PaddedPlane plane) =>
        from image in Enumerable.Range(0, _images)
        from channel in Enumerable.Range(0, channels)
        from pixel in Enumerable.Range(0, plane.Height * plane.Width)
        select (image, channel, pixel);
}
