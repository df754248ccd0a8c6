using System.Diagnostics;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Samples;

/// <summary>The sample ImageSearch, run as its users run it: in a process of its own.</summary>
internal sealed record ImageSearchProgram(int ExitCode, string Output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static ImageSearchProgram Run(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ImageSearch.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"ImageSearch {string.Join(' ', arguments)} has not ended after {Patience}: {output.Result}{error.Result}");
        }

        return new ImageSearchProgram(process.ExitCode, output.Result + error.Result);
    }
}
