using System.Diagnostics;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Chaos;

/// <summary>How a search with its final training ended in another process.</summary>
/// <param name="ExitCode">
/// 0 for success; <see cref="Refused"/> where an exception that is documented refused the folder of checkpoints.
/// </param>
/// <param name="Lines">A line for every step; the last one of a success has the predictions to the bit.</param>
/// <param name="Error">What stands on the other stream: the exception.</param>
internal sealed record ChildRun(int ExitCode, string[] Lines, string Error)
{
    public const int Refused = 3;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Runs to the end.</summary>
    public static ChildRun ToTheEnd(string kind, string folder)
    {
        using var process = Start(kind, folder);
        using var watch = new Timer(_ => process.Kill(), null, Longest, Timeout.InfiniteTimeSpan);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries), error.Result);
    }

    /// <summary>Runs until a line is there and a moment longer, and kills the process.</summary>
    /// <param name="kind">What runs.</param>
    /// <param name="folder">The folder of checkpoints.</param>
    /// <param name="line">Number of the line, from 0 for the start of the process.</param>
    /// <param name="spins">The moment.</param>
    public static void Kill(string kind, string folder, int line, int spins)
    {
        using var process = Start(kind, folder);
        using var watch = new Timer(_ => process.Kill(), null, Longest, Timeout.InfiniteTimeSpan);
        while (line-- > 0 && process.StandardOutput.ReadLine() is not null)
        {
        }

        Thread.SpinWait(spins);
        process.Kill(); // SIGKILL: nothing of the process can run any more.
        process.WaitForExit();
    }

    /// <summary>Looks whether the folder was refused as documented.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="what">What was done to it.</param>
    /// <returns>The file that the message tells to delete.</returns>
    public string RefusedFile(string folder, string what)
    {
        Assert.That(ExitCode, Is.EqualTo(Refused), $"{what}: {Error}");
        var named = Directory.GetFiles(folder).Where(path => Error.Contains($"'{path}'", StringComparison.Ordinal));
        return named.MinBy(path => Error.IndexOf($"'{path}'", StringComparison.Ordinal))
            ?? throw new AssertionException($"{what}: the message names no file of the folder: {Error}");
    }

    // An allocation that the work does not need ends in an OutOfMemoryException, which is no refusal.
    private static Process Start(string kind, string folder) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SearchInChildProcess.dll"), "fit", kind, folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_GCHeapHardLimit"] = "0x10000000" },
        })!;
}
