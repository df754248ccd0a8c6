using System.Diagnostics;
using System.Globalization;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>Predictions of one row each by one model, from one caller and from several at once, by turns in one process.</summary>
internal static class PredictionRates
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(0.5);

    /// <param name="callers">Number of callers at once.</param>
    /// <param name="turns">How many times one caller and all of them have their turn.</param>
    public static void Run(int callers, int turns)
    {
        Console.WriteLine(
            $"| | one caller: predictions in a second, median (least to most) | {callers} callers, all together | ratio, median (least to "
            + "most) "
            + "| one caller: processor's ms a prediction | together |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (name, create, caller) in PredictionModels.All)
        {
            using var model = create();
            Rate(model, caller, callers);
            var (alone, together) = (new List<(double Rate, double Processor)>(), new List<(double Rate, double Processor)>());
            for (var turn = 0; turn < turns; turn++)
            {
                alone.Add(Rate(model, caller, 1));
                together.Add(Rate(model, caller, callers));
            }

            var ratios = together.Zip(alone, (all, one) => all.Rate / one.Rate);
            Console.WriteLine(
                $"| {name} | {Summary(alone.Select(turn => turn.Rate), "F0")} | {Summary(together.Select(turn => turn.Rate), "F0")} | "
                + $"{Summary(ratios, "F2")} "
                + $"| {Summary(alone.Select(turn => turn.Processor), "F3")} | {Summary(together.Select(turn => turn.Processor), "F3")} |");
        }
    }

    /// <summary>The process's memory after the first tenth of many predictions by four callers, and after the last.</summary>
    /// <param name="count">Number of predictions of each kind.</param>
    public static void RunMemory(int count)
    {
        Console.WriteLine("| | MB after a tenth | MB at the end |");
        Console.WriteLine("|---|---|---|");
        foreach (var (name, create, caller) in PredictionModels.All)
        {
            using var model = create();
            var sizes = new[] { count / 10, count - (count / 10) }.Select(part =>
            {
                Parallel.For(0, 4, new() { MaxDegreeOfParallelism = 4 }, _ =>
                {
                    var predict = caller(model);
                    for (var prediction = 0; prediction < part / 4; prediction++)
                    {
                        predict();
                    }
                });
                using var process = Process.GetCurrentProcess();
                return process.WorkingSet64 / 1e6;
            }).ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {sizes[0]:F0} | {sizes[1]:F0} |"));
        }
    }

    // Predictions in a second, and the processor's milliseconds that one takes: what else runs on the machine does not count there.
    private static (double Rate, double Processor) Rate(IDisposable model, Func<IDisposable, Action> caller, int callers)
    {
        var counts = new long[callers];
        using var start = new Barrier(callers);
        Thread[] threads = [.. Enumerable.Range(0, callers).Select(index => new Thread(() =>
        {
            var predict = caller(model);
            predict();
            start.SignalAndWait();
            var begin = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(begin) < Turn)
            {
                predict();
                counts[index]++;
            }
        }))];
        var processor = Environment.CpuUsage.TotalTime;
        foreach (var thread in threads)
        {
            thread.Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        return (counts.Sum() / Turn.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / counts.Sum());
    }

    private static string Summary(IEnumerable<double> values, string format)
    {
        double[] sorted = [.. values.Order()];
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Text(sorted[sorted.Length / 2])} ({Text(sorted[0])} to {Text(sorted[^1])})";
    }
}
