using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;

/// <summary>Why a native library cannot be loaded, and what to do about it, in one sentence each.</summary>
internal static partial class LoadFailure
{
    private const string Packages = "TorchSharp-cpu, TorchSharp-cuda-linux or TorchSharp-cuda-windows";

    /// <summary>Describes a failure.</summary>
    /// <param name="library">The name of the library's file.</param>
    /// <param name="folders">The folders in which the program's native libraries lie.</param>
    /// <param name="error">The loader's message for the path of a library.</param>
    public static string Describe(string library, IEnumerable<string> folders, Func<string, string> error)
    {
        var path = folders.Select(folder => Path.Combine(folder, library)).FirstOrDefault(File.Exists);
        var (cause, remedy) = path is null
            ? ($"{library} is not among the program's files", $"{Reference} (they support linux-x64, win-x64, win-arm64 and osx-arm64; "
                + $"this is {RuntimeInformation.RuntimeIdentifier})")
            : Explain(library, error(path));
        return $"TorchSharp's native library cannot be loaded: {cause}. {remedy}.";
    }

    private static string Reference => $"Reference one of the packages {Packages} in the program";

    private static (string Cause, string Remedy) Explain(string library, string error)
    {
        if (MissingVersion().Match(error) is { Success: true } version)
        {
            return (
                $"{FileName(version.Groups["by"].Value)} needs {version.Groups["version"].Value} of "
                + $"{FileName(version.Groups["library"].Value)}, which this system does not have",
                "Run the program on a distribution with the runtime of GCC 13 or later, such as Debian 13 or Ubuntu 24.04");
        }

        if (MissingLibrary().Match(error) is { Success: true } missing)
        {
            var name = missing.Groups["library"].Value;
            return (
                $"{library} needs {name}, which was not found",
                TorchName().IsMatch(name) ? Reference : $"Install {name}");
        }

        return ($"{library}: {error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()}"
            .TrimEnd('.'),
            $"The file may be damaged or belong to another version of libtorch: restore the packages TorchSharp and {Packages}, in one "
            + "version, and rebuild");
    }

    private static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];

    [GeneratedRegex(@"(?<library>[^\s:]+): version `(?<version>[^']+)' not found \(required by (?<by>[^)]+)\)")]
    private static partial Regex MissingVersion();

    // The loader of Linux, then that of macOS.
    [GeneratedRegex(@"(?<library>[^\s:/]+): cannot open shared object file|Library not loaded: (\S*/)?(?<library>[^\s/]+)")]
    private static partial Regex MissingLibrary();

    [GeneratedRegex(@"^lib(torch|c10|gomp-)")]
    private static partial Regex TorchName();
}
