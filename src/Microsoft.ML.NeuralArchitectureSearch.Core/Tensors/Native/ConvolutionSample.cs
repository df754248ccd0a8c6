using System.Runtime.CompilerServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;

/// <summary>A small convolution with its numbers, and its values as plain sums in float64.</summary>
/// <param name="Batch">Number of images.</param>
/// <param name="Inputs">Number of input channels.</param>
/// <param name="Outputs">Number of output channels.</param>
/// <param name="Height">Height of the images.</param>
/// <param name="Width">Width of the images.</param>
/// <param name="KernelHeight">Height of the kernel, odd.</param>
/// <param name="KernelWidth">Width of the kernel, odd.</param>
internal sealed record ConvolutionSample(int Batch, int Inputs, int Outputs, int Height, int Width, int KernelHeight, int KernelWidth)
{
    public int Stride { get; init; } = 1;

    public int Dilation { get; init; } = 1;

    public int Groups { get; init; } = 1;

    /// <summary>Rows and columns of zeros around an image.</summary>
    public (int Rows, int Columns) Padding => (Dilation * (KernelHeight / 2), Dilation * (KernelWidth / 2));

    public int OutputHeight => ((Height - 1) / Stride) + 1;

    public int OutputWidth => ((Width - 1) / Stride) + 1;

    public float[] Input => Numbers(Batch * Inputs * Height * Width, seed: 1);

    public float[] Weight => Numbers(Outputs * (Inputs / Groups) * KernelHeight * KernelWidth, seed: 2);

    public float[] OutputGradient => Numbers(Batch * Outputs * OutputHeight * OutputWidth, seed: 3);

    /// <summary>The values by definition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // It runs once.
    public ConvolutionValues<double> Expected()
    {
        var (input, weight, gradient) = (Input, Weight, OutputGradient);
        var values = new ConvolutionValues<double>(new double[gradient.Length], new double[input.Length], new double[weight.Length]);
        var (inputsOfGroup, outputsOfGroup) = (Inputs / Groups, Outputs / Groups);
        for (var plane = 0; plane < Batch * Outputs; plane++)
        {
            var output = plane % Outputs;
            for (var channel = 0; channel < inputsOfGroup; channel++)
            {
                var from = ((plane / Outputs * Inputs) + (output / outputsOfGroup * inputsOfGroup) + channel) * Height * Width;
                var kernel = ((output * inputsOfGroup) + channel) * KernelHeight * KernelWidth;
                AddPlane(input, weight, gradient, values, from, kernel, plane * OutputHeight * OutputWidth);
            }
        }

        return values;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPlane(float[] input, float[] weight, float[] gradient, ConvolutionValues<double> values, int from, int kernel, int to)
    {
        for (var tap = 0; tap < KernelHeight * KernelWidth; tap++)
        {
            var (row, column) = ((tap / KernelWidth * Dilation) - Padding.Rows, (tap % KernelWidth * Dilation) - Padding.Columns);
            double factor = weight[kernel + tap], sum = 0;
            for (var place = 0; place < OutputHeight * OutputWidth; place++)
            {
                var (y, x) = ((place / OutputWidth * Stride) + row, (place % OutputWidth * Stride) + column);
                if ((uint)y < (uint)Height && (uint)x < (uint)Width)
                {
                    var pixel = from + (y * Width) + x;
                    values.Output[to + place] += factor * input[pixel];
                    values.InputGradient[pixel] += factor * gradient[to + place];
                    sum += (double)gradient[to + place] * input[pixel];
                }
            }

            values.WeightGradient[kernel + tap] += sum;
        }
    }

    // Fixed numbers within [-1, 1): torch's generator is the user's.
    private static float[] Numbers(int count, uint seed)
    {
        var numbers = new float[count];
        for (var index = 0; index < count; index++)
        {
            seed = (seed * 1664525) + 1013904223;
            numbers[index] = ((seed >> 8) / (float)(1 << 23)) - 1;
        }

        return numbers;
    }
}
