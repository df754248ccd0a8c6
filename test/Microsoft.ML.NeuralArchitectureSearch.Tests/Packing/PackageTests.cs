using System.Text.Json;
using System.Xml.Linq;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Packing;

/// <summary>What the packages declare is what was pinned, and what the library was compiled against.</summary>
public sealed class PackageTests
{
    private static readonly string[] OfCore = ["Microsoft.ML", "Microsoft.ML.ImageAnalytics", "TorchSharp"];

    [Test]
    public void Core_depends_on_MLNET_and_TorchSharp_alone()
    {
        using var packed = new PackedLibrary();

        var pack = packed.Pack(RepositoryFiles.Core);

        Assert.That(pack.ExitCode, Is.Zero, pack.Output);
        Assert.That(packed.Dependencies(RepositoryFiles.Core), Is.EquivalentTo(OfCore.Select(name => (name, Pinned(name)))));
        Assert.That(OfCore.Select(name => $"{name}/{Pinned(name)}"), Is.SubsetOf(Resolved(RepositoryFiles.Core)));
    }

    /// <summary>A package built on the stand-in would pass for the real thing, so the pack refuses.</summary>
    [Test]
    public void The_package_with_AutoML_is_packed_on_the_real_AutoML_alone()
    {
        using var packed = new PackedLibrary();

        var pack = packed.Pack(RepositoryFiles.WithAutoML);

        if (!PackedLibrary.IsOnAutoML)
        {
            Assert.That(pack.ExitCode, Is.Not.Zero);
            Assert.That(
                pack.Output,
                Does.Contain("This package is built on the real Microsoft.ML.AutoML only, which the feed does not serve."));
            Assert.That(Directory.Exists(packed.Folder) ? Directory.GetFiles(packed.Folder) : [], Is.Empty);
            return;
        }

        Assert.That(pack.ExitCode, Is.Zero, pack.Output);
        string[] direct = ["Microsoft.ML", "Microsoft.ML.AutoML"];
        Assert.That(
            packed.Dependencies(RepositoryFiles.WithAutoML),
            Is.EquivalentTo(direct.Select(name => (name, Pinned(name))).Append((RepositoryFiles.Core, packed.Version))));
        Assert.That(direct.Select(name => $"{name}/{Pinned(name)}"), Is.SubsetOf(Resolved(RepositoryFiles.WithAutoML)));
    }

    private static string Pinned(string package)
    {
        var file = XDocument.Load(Path.Combine(RepositoryFiles.Root, "Directory.Packages.props"));
        var version = file.Descendants("PackageVersion").Single(element => element.Attribute("Include")!.Value == package)
            .Attribute("Version")!.Value;
        return file.Descendants().SingleOrDefault(property => $"$({property.Name.LocalName})" == version)?.Value ?? version;
    }

    private static string[] Resolved(string assembly)
    {
        using var assets = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(PackedLibrary.Artifacts, "obj", assembly, "project.assets.json")));
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name)];
    }
}
