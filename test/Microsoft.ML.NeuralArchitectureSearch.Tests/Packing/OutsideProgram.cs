using System.Text.Json;
using System.Xml.Linq;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Packing;

/// <summary>A user's program outside of the repository, which knows the library by its packages alone.</summary>
internal sealed class OutsideProgram : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PackedLibrary _packed;

    /// <param name="packed">The packages, served by a feed beside the machine's own.</param>
    /// <param name="code">Program.cs.</param>
    public OutsideProgram(PackedLibrary packed, string code)
    {
        _packed = packed;
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "Program.cs"), code);
        File.WriteAllText(Path.Combine(Folder, "Program.csproj"), Project());
        File.WriteAllText(Path.Combine(Folder, "NuGet.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{packed.Folder}" />
              </packageSources>
            </configuration>
            """);
    }

    public string Folder => _folder.File("program");

    private string Output => Path.Combine(Folder, "out");

    public DotnetCommand Build()
    {
        var build = DotnetCommand.Build(Folder, "build", "-o", Output);
        var library = Path.Combine(Output, "libLibTorchSharp.so");
        if (build.ExitCode == 0 && File.Exists(library))
        {
            // TorchSharp's library does not load on distributions with the runtime of GCC 12; the tool changes nothing on others.
            var weaken = DotnetCommand.Run(Folder, WeakenVersion, library, WeakenedVersion, Output);
            Assert.That(weaken.ExitCode, Is.Zero, weaken.Output);
        }

        return build;
    }

    public DotnetCommand Run() => DotnetCommand.Run(Folder, Path.Combine(Output, "Program.dll"));

    /// <summary>The packages of the library that the program uses, as NuGet resolved them.</summary>
    public IEnumerable<string> ResolvedPackages()
    {
        using var assets = Assets();
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name)
            .Where(name => name.StartsWith(Namespaces.Ours, StringComparison.Ordinal))];
    }

    /// <summary>Also removes the version of the library that only this program knows from the machine's package cache.</summary>
    public void Dispose()
    {
        if (File.Exists(AssetsFile))
        {
            using var assets = Assets();
            foreach (var cache in assets.RootElement.GetProperty("packageFolders").EnumerateObject())
            {
                foreach (var name in new[] { RepositoryFiles.Core, RepositoryFiles.WithAutoML })
                {
                    Remove(Path.Combine(cache.Name, name.ToLowerInvariant()));
                }
            }
        }

        _folder.Dispose();
    }

    private string AssetsFile => Path.Combine(Folder, "obj", "project.assets.json");

    private JsonDocument Assets() => JsonDocument.Parse(File.ReadAllText(AssetsFile));

    private void Remove(string package)
    {
        var version = Path.Combine(package, _packed.Version);
        if (Directory.Exists(version))
        {
            Directory.Delete(version, recursive: true);
        }

        if (Directory.Exists(package) && !Directory.EnumerateFileSystemEntries(package).Any())
        {
            Directory.Delete(package);
        }
    }

    // The native libraries of this system alone, as links to the package cache: libtorch is half a gigabyte.
    private string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <InvariantGlobalization>true</InvariantGlobalization>
            <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
            <SelfContained>false</SelfContained>
            <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="{PackedLibrary.Package}" Version="{_packed.Version}" />
            <PackageReference Include="TorchSharp-cpu" Version="{TorchSharpVersion}" />
          </ItemGroup>
        </Project>
        """;

    private static string TorchSharpVersion { get; } =
        XDocument.Load(Path.Combine(RepositoryFiles.Root, "Directory.Packages.props")).Descendants("TorchSharpVersion").Single().Value;

    private static string WeakenVersion { get; } =
        Path.Combine(PackedLibrary.Artifacts, "bin", "WeakenVersion", PackedLibrary.Configuration.ToLowerInvariant(), "WeakenVersion.dll");

    private static string WeakenedVersion { get; } =
        XDocument.Load(Path.Combine(RepositoryFiles.Root, "eng", "NativeLibraries.targets")).Descendants("WeakenedVersion").Single().Value;
}
