using System.Reflection;
using NUnit.Framework;
using WeakenVersion;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>TorchSharp's native library, as the build leaves it in a program's output folder.</summary>
[Platform("Linux")]
public sealed class TorchSharpLibraryTests
{
    private const string Version = "GLIBCXX_3.4.32";
    private const string Name = "libLibTorchSharp.so";

    private static readonly string Copied = Directory.GetFiles(TestContext.CurrentContext
        .TestDirectory, Name, SearchOption.AllDirectories)[0];

    [Test]
    public void It_requires_no_version_that_the_machine_lacks()
    {
        var required = WeakVersionTests.Versions(Copied).SingleOrDefault(version => version.Name == Version);

        Assert.That(required is null || required.IsWeak || CxxRuntime.Provides("_ZSt21ios_base_library_initv", Version));
    }

    [Test]
    public void The_package_cache_keeps_the_original()
    {
        var cached = CachedLibraries();

        Assert.That(cached, Is.Not.Empty);
        Assert.That(cached.Where(path => WeakVersionTests.Versions(path).Any(version => version.IsWeak)), Is.Empty);
    }

    [Test]
    public void One_bit_of_the_original_changes()
    {
        var copy = Path.GetTempFileName();
        try
        {
            foreach (var original in CachedLibraries().Select(File.ReadAllBytes))
            {
                File.WriteAllBytes(copy, original);
                // No libstdc++ has a symbol of this name: the version counts as missing on every machine.
                Assert.That(WeakVersionTests.Run(copy, $"no_such_symbol@{Version}"), Is.Zero);
                Assert.That(WeakVersionTests.Changes(original, File.ReadAllBytes(copy)), Is.EqualTo(new[] { 2 }));
            }
        }
        finally
        {
            File.Delete(copy);
        }
    }

    [Test]
    public void A_truncated_copy_is_an_error([Values(0, 3, 63, 600, 260_000, 260_661, 1_000_000, -1)] int length)
    {
        var copy = Path.GetTempFileName();
        try
        {
            var bytes = File.ReadAllBytes(Copied);
            File.WriteAllBytes(copy, bytes[..(length < 0 ? bytes.Length + length : length)]);
            Assert.That(WeakVersionTests.Run(copy, $"no_such_symbol@{Version}"), Is.EqualTo(1));
        }
        finally
        {
            File.Delete(copy);
        }
    }

    // The project file hands over the folder of the cache.
    private static string[] CachedLibraries() =>
    [
        .. typeof(TorchSharpLibraryTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(attribute => attribute.Key == "NuGetPackageRoot" && !string.IsNullOrEmpty(attribute.Value))
            .Select(attribute => Path.Combine(attribute.Value!, "torchsharp"))
            .SelectMany(folder => Directory.GetFiles(folder, Name, SearchOption.AllDirectories)),
    ];
}
