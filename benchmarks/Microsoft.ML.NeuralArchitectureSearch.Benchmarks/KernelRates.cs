using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>What share of the processor's peak the kernels reach, as a table: the best of many runs, on one thread.</summary>
internal static unsafe class KernelRates
{
    private const int Runs = 40;

    // One run of the smallest sizes is shorter than the clock's step.
    private const int Repeats = 20;

    public static void Run()
    {
        Console.WriteLine($"Peak of one thread: {Peak<Lanes16>():F0} GF/s with 16 lanes, {Peak<Lanes8>():F0} with 8.");
        Console.WriteLine("| channels, size, kernel, dilation | lanes | depthwise | its weights' gradient | 1x1 | its weights' gradient | "
            + "ReLU and margins, GB/s |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        int[][] sizes = [[4, 8, 3, 1], [4, 4, 5, 2], [8, 8, 3, 1], [8, 16, 5, 1], [16, 8, 5, 2], [16, 32, 3, 1],
            [16, 32, 5, 2], [32, 16, 5, 1], [64, 8, 5, 2]];
        foreach (var size in sizes)
        {
            Rates<Lanes16>(size);
            Rates<Lanes8>(size);
        }
    }

    /// <summary>The same for the kernels of single images.</summary>
    public static void RunPlanes()
    {
        Console.WriteLine($"Peak of one thread: {Peak<Lanes16>():F0} GF/s with 16 lanes, {Peak<Lanes8>():F0} with 8.");
        Console.WriteLine("| channels, size, kernel, dilation | ReLU and filter, GF/s | max pooling, GB/s | average pooling, GB/s |");
        Console.WriteLine("|---|---|---|---|");
        foreach (
            var (
                channels, size, kernel, dilation) in (
                    (int, int, int, int)[])[(4, 8, 3, 1), (16, 8, 5, 2), (16, 16, 5, 1), (16, 32, 3, 1), (16, 32, 5, 2), (36, 32, 3, 1)])
        {
            using var data = new PlaneData(new MapShape(channels, size, size), kernel, dilation);
            double[] rates = [data.FilterOperations / Seconds(
                data.Filter), data.Bytes / Seconds(data.PoolMaximum), data.Bytes / Seconds(data.PoolAverage)];
            var figures = string.Join(" | ", rates.Select(rate => (rate / 1e9).ToString("F0", CultureInfo.InvariantCulture)));
            Console.WriteLine($"| {channels}, {size}, {kernel}, {dilation} | {figures} |");
        }
    }

    /// <summary>The same for the kernels of recurrent nodes.</summary>
    public static void RunRecurrent()
    {
        Console.WriteLine($"Peak of one thread: {Peak<Lanes16>():F0} GF/s with 16 lanes, {Peak<Lanes8>():F0} with 8.");
        Console.WriteLine("| rows, hidden units | lanes | product, GF/s | its weights' gradient, GF/s | mixed node, GB/s | its gradient, "
            + "GB/s |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (rows, hidden) in ((int, int)[])[(64, 300), (512, 300), (64, 850), (512, 850)])
        {
            RecurrentRates<Lanes16>(rows, hidden);
            RecurrentRates<Lanes8>(rows, hidden);
        }
    }

    private static void RecurrentRates<TLanes>(int rows, int hidden)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        using var data = new RecurrentData<TLanes>(rows, hidden);
        double[] rates =
        [
            data.ProductOperations / Seconds(data.Multiply),
            rows < 128 ? double.NaN : data.ProductOperations / Seconds(data.MultiplyGradients),
            data.CombineBytes / Seconds(data.Combine),
            data.DifferentiateBytes / Seconds(data.Differentiate),
        ];
        var figures =
            string.Join(" | ", rates.Select(rate => double.IsNaN(rate) ? "" : (rate / 1e9).ToString("F0", CultureInfo.InvariantCulture)));
        Console.WriteLine($"| {rows}, {hidden} | {TLanes.Count} | {figures} |");
    }

    private static void Rates<TLanes>(int[] size)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        using var data = new ConvolutionData<TLanes>(new MapShape(size[0], size[1], size[1]), size[2], size[3]);
        double[] rates =
        [
            data.FilterOperations / Seconds(data.Filter),
            data.FilterOperations / Seconds(data.FilterGradient),
            data.MixOperations / Seconds(data.Mix),
            data.MixOperations / Seconds(data.MixGradient),
            2 * sizeof(float) * data.Values / Seconds(data.Pad),
        ];
        var figures = string.Join(" | ", rates.Select(rate => (rate / 1e9).ToString("F0", CultureInfo.InvariantCulture)));
        Console.WriteLine($"| {string.Join(", ", size)} | {TLanes.Count} | {figures} |");
    }

    private static double Peak<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        const int Rounds = 50_000;
        return Rounds * 10 * 2.0 * TLanes.Count / Seconds(() => Multiply<TLanes>(Rounds)) / 1e9;
    }

    private static double Seconds(Action run)
    {
        var best = double.MaxValue;
        for (var number = 0; number < Runs; number++)
        {
            var begin = Stopwatch.GetTimestamp();
            for (var repeat = 0; repeat < Repeats; repeat++)
            {
                run();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalSeconds / Repeats);
        }

        return best;
    }

    // Ten sums that do not wait for each other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Multiply<TLanes>(int rounds)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var (x, y) = (TLanes.Broadcast(0.5f), TLanes.Broadcast(1f));
        var (a, b, c, d, e) = (y, y, y, y, y);
        var (f, g, h, i, j) = (y, y, y, y, y);
        for (var round = 0; round < rounds; round++)
        {
            (a, b) = (TLanes.MultiplyAdd(a, x, y), TLanes.MultiplyAdd(b, x, y));
            (c, d) = (TLanes.MultiplyAdd(c, x, y), TLanes.MultiplyAdd(d, x, y));
            (e, f) = (TLanes.MultiplyAdd(e, x, y), TLanes.MultiplyAdd(f, x, y));
            (g, h) = (TLanes.MultiplyAdd(g, x, y), TLanes.MultiplyAdd(h, x, y));
            (i, j) = (TLanes.MultiplyAdd(i, x, y), TLanes.MultiplyAdd(j, x, y));
        }

        return (a + b + c + d + e + f + g + h + i + j).Sum();
    }
}
