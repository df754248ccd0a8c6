using System.Diagnostics;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Samples;

/// <summary>A sample, run as its users run it: in a process of its own.</summary>
internal sealed record SampleProgram(int ExitCode, string Output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static SampleProgram Run(string name, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{name} {string.Join(' ', arguments)} has not ended after {Patience}: {output.Result}{error.Result}");
        }

        return new SampleProgram(process.ExitCode, output.Result + error.Result);
    }
}
