using System.Diagnostics;
using System.Globalization;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>Steps for the comparison with PyTorch (benchmarks/pytorch): the memory at rest, a line for each step with its
/// seconds and its processor's seconds, the peak memory.</summary>
internal static class TimedSteps
{
    /// <summary>Search steps.</summary>
    /// <param name="sizes">Channels, cells, images, height and width, and the nodes of a cell where they are not four.</param>
    /// <param name="threads">Threads of the kernels and of torch; negative for as many of torch and no kernels.</param>
    /// <param name="count">Number of steps that are timed, once the code has been compiled for good.</param>
    public static void RunImages(int[] sizes, int threads, int count)
    {
        set_num_threads(Math.Abs(threads));
        using var step = new SearchStep(sizes, Math.Max(0, threads));
        Run(step.Run, count);
    }

    /// <summary>Steps of the final training.</summary>
    /// <param name="sizes">Channels, cells, images, height and width.</param>
    /// <param name="threads">Threads of the kernels and of torch; negative for as many of torch and no kernels.</param>
    /// <param name="count">Number of steps that are timed, once the code has been compiled for good.</param>
    public static void RunTraining(int[] sizes, int threads, int count)
    {
        set_num_threads(Math.Abs(threads));
        using var step = new TrainingStep(sizes, Math.Max(0, threads));
        Run(step.Run, count);
    }

    /// <summary>Search steps for recurrent cells.</summary>
    /// <param name="sizes">Sequences, hidden units, time steps, words.</param>
    /// <param name="threads">Threads of the kernels and of torch; negative for as many of torch and no kernels.</param>
    /// <param name="count">Number of steps that are timed, once the code has been compiled for good.</param>
    public static void RunTexts(int[] sizes, int threads, int count)
    {
        set_num_threads(Math.Abs(threads));
        using var step = new RecurrentStep(sizes, Math.Max(0, threads));
        Run(step.Run, count);
    }

    /// <summary>Steps of any kind.</summary>
    /// <param name="step">The step; it returns a loss.</param>
    /// <param name="count">Number of steps that are timed, once the code has been compiled for good.</param>
    public static void Run(Func<double> step, int count)
    {
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rest {process.WorkingSet64 / 1e6:F0}"));
        WarmUp(step);
        for (var number = 0; number < count; number++)
        {
            var (begin, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            step();
            var (time, processorTime) = (Stopwatch.GetElapsedTime(begin), Environment.CpuUsage.TotalTime - processor);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {time.TotalSeconds:F5} {processorTime.TotalSeconds:F5}"));
        }

        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak {process.PeakWorkingSet64 / 1e6:F0}"));
    }

    // The runtime compiles what runs often a second time, in the background: small steps take some hundred until then.
    private static void WarmUp(Func<double> step)
    {
        var begin = Environment.CpuUsage.TotalTime;
        do
        {
            step();
        }
        while (Environment.CpuUsage.TotalTime - begin < TimeSpan.FromSeconds(3));
    }
}
