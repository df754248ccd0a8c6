using System.Diagnostics;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>A process that knows of a model nothing but its file.</summary>
internal static class CleanProcess
{
    /// <param name="arguments">The model, the rows, and where the rows are texts <c>texts</c>, or <c>language</c> for a language model.</param>
    /// <returns>A line for each row: the predicted label and the bits of the scores, or the bits of the perplexity and the next words.</returns>
    public static string[] Run(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "LoadInCleanProcess.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
