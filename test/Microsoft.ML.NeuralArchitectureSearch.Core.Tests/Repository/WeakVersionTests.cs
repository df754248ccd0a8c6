using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using NUnit.Framework;
using WeakenVersion;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>The build step that makes libLibTorchSharp.so load where libstdc++ is older than the one it was linked with.</summary>
public sealed class WeakVersionTests
{
    private const string Missing = "GLIBCXX_9.9.9";
    private const string MissingVersion = $"{SmallLibrary.Symbol}@{Missing}";

    private string folder = "";
    private string library = "";

    [SetUp]
    public void Write_a_library_that_requires_a_missing_version()
    {
        folder = Directory.CreateTempSubdirectory().FullName;
        library = Path.Combine(folder, "small.so");
        File.WriteAllBytes(library, SmallLibrary.Bytes(Missing));
    }

    [TearDown]
    public void Delete_the_folder() => Directory.Delete(folder, recursive: true);

    [Test]
    [Platform("Linux")]
    public void The_loader_accepts_a_library_once_the_missing_version_is_weak()
    {
        Assert.That(NativeLibrary.TryLoad(library, out _), Is.False);

        Assert.That(Run(library, MissingVersion), Is.Zero);

        Assert.That(NativeLibrary.TryLoad(library, out var handle), Is.True);
        NativeLibrary.Free(handle);
    }

    [Test]
    public void One_bit_changes()
    {
        var before = File.ReadAllBytes(library);

        Assert.That(Run(library, MissingVersion), Is.Zero);

        Assert.That(Changes(before, File.ReadAllBytes(library)), Is.EqualTo(new[] { 2 }));
        Assert.That(Versions(library).Single(version => version.IsWeak).Name, Is.EqualTo(Missing));
    }

    [Test]
    public void A_second_run_changes_nothing()
    {
        Run(library, MissingVersion);
        var once = File.ReadAllBytes(library);

        Assert.That(Run(library, MissingVersion), Is.Zero);

        Assert.That(File.ReadAllBytes(library), Is.EqualTo(once));
        Assert.That(Directory.GetFileSystemEntries(folder), Is.EqualTo(new[] { library }));
    }

    [Test]
    [Platform("Linux")]
    [SupportedOSPlatform("linux")]
    public void The_file_keeps_its_time_and_mode()
    {
        var time = new DateTime(2020, 2, 2, 2, 2, 2, DateTimeKind.Utc);
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute;
        File.SetLastWriteTimeUtc(library, time);
        File.SetUnixFileMode(library, Mode);

        Run(library, MissingVersion);

        Assert.That((File.GetLastWriteTimeUtc(library), File.GetUnixFileMode(library)), Is.EqualTo((time, Mode)));
    }

    [Test]
    [Platform("Linux")]
    public void A_version_that_the_machine_has_stays_as_it_is() => AssertUnchanged("_ZSt4cout@GLIBCXX_3.4", exitCode: 0, "has GLIBCXX_3.4");

    [Test]
    public void A_version_that_is_not_required_is_no_error() =>
        AssertUnchanged("any@GLIBCXX_9.9.8", exitCode: 0, "does not require GLIBCXX_9.9.8");

    [Test]
    public void A_version_whose_symbols_are_used_is_an_error()
    {
        File.WriteAllBytes(library, SmallLibrary.Bytes(Missing, isSymbolRelocated: true));

        AssertUnchanged(MissingVersion, exitCode: 1, $"uses symbols of {Missing}");
    }

    [TestCase("")]
    [TestCase(Missing)]
    [TestCase($"{Missing}@")]
    public void A_version_without_a_symbol_shows_the_usage(string version) => AssertUnchanged(version, exitCode: 2, "Usage:");

    internal static int Run(string path, string version) => Run([path, version]).ExitCode;

    internal static (int ExitCode, string Text) Run(string[] arguments)
    {
        using var text = new StringWriter();
        return (Program.Run(arguments, text, text), text.ToString());
    }

    internal static IReadOnlyList<RequiredVersion> Versions(string path) => [.. RequiredVersion.All(new ElfImage(File.ReadAllBytes(path)))];

    internal static IEnumerable<int> Changes(byte[] before, byte[] after) =>
        before.Zip(after, (old, changed) => changed - old).Where(change => change != 0)
            .Concat(new int[Math.Abs(before.Length - after.Length)]);

    private void AssertUnchanged(string version, int exitCode, string message)
    {
        var before = File.ReadAllBytes(library);

        var run = Run([library, version]);

        Assert.That(run.ExitCode, Is.EqualTo(exitCode));
        Assert.That(run.Text, Does.Contain(message));
        Assert.That(File.ReadAllBytes(library), Is.EqualTo(before));
    }
}
