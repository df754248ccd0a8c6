using System.IO.Compression;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Packing;

/// <summary>NuGet resolves a version that a feed does not serve to the next one; a pinned direct dependency must not be.</summary>
public sealed class PinnedVersionTests
{
    [TestCase("1.0.1", true)]
    [TestCase("1.0.0", false)]
    public void A_pinned_version_that_resolves_to_another_is_an_error(string pinned, bool isServed)
    {
        using var folder = new TemporaryFolder();
        WriteFeed(folder.File("feed"));
        WriteProject(folder.File("project"), pinned);

        var build = DotnetCommand.Build(folder.File("project"), "build");

        Assert.That(build.ExitCode == 0, Is.EqualTo(isServed), build.Output);
        Assert.That(build.Output.Contains(
            "The feed does not serve Sample.Dependency 1.0.0, and another version was resolved.",
            StringComparison.Ordinal), Is.Not.EqualTo(isServed), build.Output);
    }

    /// <summary>A feed that serves one package in one version.</summary>
    private static void WriteFeed(string folder)
    {
        Directory.CreateDirectory(folder);
        using var package = ZipFile.Open(Path.Combine(folder, "Sample.Dependency.1.0.1.nupkg"), ZipArchiveMode.Create);
        Write(package, "Sample.Dependency.nuspec", """
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>Sample.Dependency</id>
                <version>1.0.1</version>
                <authors>The tests</authors>
                <description>A dependency.</description>
                <dependencies><group targetFramework="net10.0" /></dependencies>
              </metadata>
            </package>
            """);
        Write(package, "lib/net10.0/_._", "");
    }

    private static void Write(ZipArchive package, string name, string text)
    {
        using var writer = new StreamWriter(package.CreateEntry(name).Open());
        writer.Write(text);
    }

    /// <summary>A project that treats its packages as those of the repository do.</summary>
    private static void WriteProject(string folder, string pinned)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "NuGet.config"), """
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="../feed" />
              </packageSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), $"""
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
              </PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="Sample.Dependency" Version="{pinned}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Project.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <NoWarn>NU1603</NoWarn>
                <RestorePackagesPath>../cache</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Sample.Dependency" />
              </ItemGroup>
              <Import Project="{Path.Combine(RepositoryFiles.Root, "eng", "PinnedVersions.targets")}" />
            </Project>
            """);
    }
}
