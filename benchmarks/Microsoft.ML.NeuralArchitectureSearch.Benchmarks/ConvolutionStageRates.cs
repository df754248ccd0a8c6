using System.Globalization;
using Microsoft.ML.NeuralArchitectureSearch.Operations;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>
/// A depthwise and a 1x1 convolution against the dense convolution that equals both, forward and backward by TorchSharp's operations, in turn:
/// what <see cref="ConvolutionStage.IsFasterFused"/> rests on.
/// </summary>
internal static class ConvolutionStageRates
{
    private const int Images = 32;
    private const int Turns = 7;

    public static void Run()
    {
        set_num_threads(1);
        Console.WriteLine("| channels | size | kernel | dilation | two convolutions: ms, median (least to most) | one dense: ms | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (kernel, dilation) in ((int, int)[])[(3, 1), (5, 1), (3, 2), (5, 2)])
        {
            foreach (var (channels, size) in ((int, int)[])[(4, 8), (8, 16), (16, 32), (24, 16), (32, 16), (48, 8), (64, 8)])
            {
                Compare(channels, size, kernel, dilation);
            }
        }
    }

    private static void Compare(int channels, int size, int kernel, int dilation)
    {
        var stage = new ConvolutionStage(channels, kernel, stride: 1, dilation, affine: false);
        using var input = randn([Images, channels, size, size], requires_grad: true);
        var (two, one) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            two.Add(Milliseconds(() => stage.Pointwise.call(stage.Depthwise.call(input))));
            one.Add(Milliseconds(() => stage.Convolve(input, stage.FusedWeights(), groups: 1)));
        }

        var ratio = Median(two) / Median(one);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {channels} | {size}x{size} | {kernel}x{kernel} | {dilation} | {Text(two)} | {Text(one)} | {ratio:F2} |"));
    }

    private static double Milliseconds(Func<Tensor> convolve)
    {
        const int count = 10;
        Step(convolve);
        var begin = Environment.CpuUsage.TotalTime;
        for (var step = 0; step < count; step++)
        {
            Step(convolve);
        }

        return (Environment.CpuUsage.TotalTime - begin).TotalMilliseconds / count;
    }

    private static void Step(Func<Tensor> convolve)
    {
        using var scope = NewDisposeScope();
        convolve().sum().backward();
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Turns / 2);

    private static string Text(List<double> values) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(values):G3} ({values.Min():G3} to {values.Max():G3})");
}
