using System.IO.Compression;
using System.Xml.Linq;
using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Packing;

/// <summary>
/// The library, packed from what the tests were built from into a temporary folder, under a version that exists only there.
/// </summary>
internal sealed class PackedLibrary : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Whether the tests were built on the package Microsoft.ML.AutoML, not on its stand-in.</summary>
    public static bool IsOnAutoML { get; } = typeof(AutoCatalog).Assembly.GetName().Name == "Microsoft.ML.AutoML";

    public static string Configuration { get; } =
        new DirectoryInfo(AppContext.BaseDirectory).Name.StartsWith("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";

    /// <summary>The output folder of the build: artifacts/package or artifacts/standin.</summary>
    public static string Artifacts { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));

    /// <summary>The package that a program refers to: the one with AutoML where that is served, Core otherwise.</summary>
    public static string Package { get; } = IsOnAutoML ? RepositoryFiles.WithAutoML : RepositoryFiles.Core;

    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    public string Folder => _folder.File("packed");

    public DotnetCommand Pack(string assembly) => DotnetCommand.Build(
        RepositoryFiles.Root,
        "pack",
        Path.Combine(RepositoryFiles.Source(assembly), assembly + ".csproj"),
        "--no-build",
        "-p:Version=" + Version,
        "-p:AutoML=" + (IsOnAutoML ? "package" : "standin"),
        "-p:ArtifactsPath=" + Artifacts,
        "-o",
        Folder);

    /// <summary>Packs what can be packed.</summary>
    public static PackedLibrary PackAll()
    {
        var packed = new PackedLibrary();
        foreach (var assembly in IsOnAutoML ? new[] { RepositoryFiles.Core, RepositoryFiles.WithAutoML } : [RepositoryFiles.Core])
        {
            var pack = packed.Pack(assembly);
            Assert.That(pack.ExitCode, Is.Zero, pack.Output);
        }

        return packed;
    }

    /// <summary>The direct dependencies that a package declares, with their versions.</summary>
    public IEnumerable<(string Name, string Version)> Dependencies(string package)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Folder, $"{package}.{Version}.nupkg"));
        using var nuspec = archive.Entries.Single(entry => entry.FullName == package + ".nuspec").Open();
        return [.. XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency")
            .Select(element => (element.Attribute("id")!.Value, element.Attribute("version")!.Value))];
    }

    public void Dispose() => _folder.Dispose();
}
