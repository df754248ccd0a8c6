using System.Diagnostics;
using System.Globalization;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>The same work done in two ways by turns in one process: by the kernels and by TorchSharp's operations.</summary>
internal static class BothWays
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(0.25);

    public static void WriteHeader()
    {
        Console.WriteLine("| | kernels: processor's ms, median (least to most) | ms | TorchSharp: processor's ms, median (least to most) "
            + "| ms | ratio of processor's ms | ratio of ms |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
    }

    /// <summary>Measures and writes a row of a table.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="kernels">Does it by the kernels.</param>
    /// <param name="torch">Does it by TorchSharp's operations.</param>
    /// <param name="turns">How many times each has its turn.</param>
    public static void Compare(string name, Action kernels, Action torch, int turns)
    {
        var counts = new[] { kernels, torch }.Select(Count).ToArray();
        var rates = new[] { new List<(double Processor, double Clock)>(), [] };
        for (var turn = 0; turn < turns; turn++)
        {
            rates[0].Add(Measure(kernels, counts[0]));
            rates[1].Add(Measure(torch, counts[1]));
        }

        var (ours, theirs) = (Summary.Of(rates[0]), Summary.Of(rates[1]));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {ours} | {ours.Clock:G3} | {theirs} | {theirs.Clock:G3} | **{theirs.Median / ours.Median:F1}** | "
            + $"{theirs.Clock / ours.Clock:F1} |"));
    }

    // Runs until the code has been compiled for good, and says how often it runs in a turn.
    private static int Count(Action action)
    {
        var (begin, count) = (Environment.CpuUsage.TotalTime, 0);
        do
        {
            action();
            count++;
        }
        while (Environment.CpuUsage.TotalTime - begin < WarmUp);

        return Math.Max(1, (int)(count * Turn / WarmUp));
    }

    private static (double Processor, double Clock) Measure(Action action, int count)
    {
        var (begin, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        for (var run = 0; run < count; run++)
        {
            action();
        }

        return (
            (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / count,
            Stopwatch.GetElapsedTime(begin).TotalMilliseconds / count);
    }

    private sealed record Summary(double Median, double Least, double Most, double Clock)
    {
        public static Summary Of(IReadOnlyList<(double Processor, double Clock)> rates)
        {
            double[] sorted = [.. rates.Select(rate => rate.Processor).Order()];
            return new(sorted[sorted.Length / 2], sorted[0], sorted[^1], rates.Select(rate =>
                rate.Clock).Order().ElementAt(rates.Count / 2));
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:G3} ({Least:G3} to {Most:G3})");
    }
}
