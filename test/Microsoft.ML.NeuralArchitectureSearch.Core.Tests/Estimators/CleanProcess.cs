using System.Diagnostics;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>A process that knows of a model nothing but its file.</summary>
internal static class CleanProcess
{
    /// <param name="arguments">
    /// The model, the rows, and where the rows are texts <c>texts</c>, or <c>language</c> for a language model.
    /// </param>
    /// <returns>
    /// A line for each row: the predicted label and the bits of the scores, or the bits of the perplexity and the next words.
    /// </returns>
    public static string[] Run(params string[] arguments) => Lines(Start(arguments));

    /// <summary>The same in a process that runs in .NET's invariant globalization mode, without ICU.</summary>
    public static string[] RunInvariant(params string[] arguments) => Lines(Start(arguments, isInvariant: true));

    /// <summary>The same in a process that uses the machine's ICU library; the test is ignored where there is none.</summary>
    public static string[] RunWithIcu(params string[] arguments)
    {
        var run = Start(arguments, isInvariant: false);
        if (run.ExitCode != 0 && run.Error.Contains("valid ICU package", StringComparison.Ordinal))
        {
            Assert.Ignore("This machine has no ICU library.");
        }

        return Lines(run);
    }

    /// <summary>The same from another folder of the program.</summary>
    public static string[] RunIn(string folder, params string[] arguments) => Lines(Start(arguments, folder: folder));

    private static string[] Lines((int ExitCode, string Output, string Error) run)
    {
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static (int ExitCode, string Output, string Error) Start(string[] arguments, bool? isInvariant = null, string? folder = null)
    {
        var program = Path.Combine(folder ?? AppContext.BaseDirectory, "LoadInCleanProcess.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (isInvariant is { } invariant)
        {
            start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = invariant ? "1" : "0";
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
