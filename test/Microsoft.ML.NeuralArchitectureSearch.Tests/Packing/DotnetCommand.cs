using System.Diagnostics;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Packing;

/// <summary>A command of the .NET SDK, and what it printed.</summary>
internal sealed record DotnetCommand(int ExitCode, string Output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static DotnetCommand Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };

        // The process that runs the tests may itself be a child of MSBuild, whose settings are not those of another build.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"dotnet {string.Join(' ', arguments)} has not ended after {Patience}: {output.Result}{error.Result}");
        }

        return new DotnetCommand(process.ExitCode, output.Result + error.Result);
    }

    /// <summary>Runs a command of MSBuild in the configuration of the tests, and leaves no process behind.</summary>
    public static DotnetCommand Build(string folder, string command, params string[] arguments) =>
        Run(folder, [command, "--nologo", "-c", PackedLibrary
            .Configuration, "-m:1", "-nodeReuse:false", "-p:UseSharedCompilation=false", .. arguments]);
}
