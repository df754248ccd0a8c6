using System.Runtime.InteropServices;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>Files that are no such library are errors, and no other name of a file changes with it.</summary>
public sealed partial class WeakVersionFileTests
{
    private const string Missing = "GLIBCXX_9.9.9";
    private const string MissingVersion = $"{SmallLibrary.Symbol}@{Missing}";

    private static readonly byte[] Small = SmallLibrary.Bytes(Missing);

    private string folder = "";
    private string library = "";

    [SetUp]
    public void Write_a_library_that_requires_a_missing_version()
    {
        folder = Directory.CreateTempSubdirectory().FullName;
        library = Path.Combine(folder, "small.so");
        File.WriteAllBytes(library, Small);
    }

    [TearDown]
    public void Delete_the_folder() => Directory.Delete(folder, recursive: true);

    [TestCase(0, 0, "no ELF file")]
    [TestCase(4, 1, "no 64-bit little-endian shared library", TestName = "A_library_of_32_bits_is_an_error")]
    [TestCase(5, 2, "no 64-bit little-endian shared library", TestName = "A_big_endian_library_is_an_error")]
    [TestCase(16, 2, "no 64-bit little-endian shared library", TestName = "A_program_is_an_error")]
    public void A_file_that_is_no_library_is_an_error(int offset, byte value, string message)
    {
        byte[] changed = [.. Small];
        changed[offset] = value;
        File.WriteAllBytes(library, changed);

        AssertError([library, MissingVersion], message);
        Assert.That(File.ReadAllBytes(library), Is.EqualTo(changed));
    }

    [Test]
    public void A_file_that_does_not_exist_is_an_error() => AssertError([library + "x", MissingVersion], "small.sox");

    [Test]
    public void A_truncated_library_is_an_error([Range(0, 31)] int part)
    {
        for (var length = part * Small.Length / 32; length < (part + 1) * Small.Length / 32; length++)
        {
            File.WriteAllBytes(library, Small[..length]);
            AssertError([library, MissingVersion], "ELF file");
        }
    }

    [Test]
    public void A_damaged_library_is_never_a_crash([Values(0x00, 0x01, 0x7f, 0xff)] byte value)
    {
        for (var offset = 0; offset < Small.Length; offset++)
        {
            byte[] changed = [.. Small];
            changed.AsSpan(offset, Math.Min(8, Small.Length - offset)).Fill(value);
            File.WriteAllBytes(library, changed);

            Assert.That(WeakVersionTests.Run(library, MissingVersion), Is.Zero.Or.EqualTo(1), $"offset {offset}");
        }
    }

    [Test]
    [Platform("Linux")]
    public void A_hard_link_keeps_its_bytes()
    {
        var cached = Path.Combine(folder, "cached.so");
        File.Move(library, cached);
        Assert.That(CreateHardLink(cached, library), Is.Zero);

        AssertOnlyTheLibraryChanges(cached);
    }

    [Test]
    [Platform("Linux")]
    public void The_target_of_a_symbolic_link_keeps_its_bytes()
    {
        var cached = Path.Combine(folder, "cached.so");
        File.Move(library, cached);
        File.CreateSymbolicLink(library, cached);

        AssertOnlyTheLibraryChanges(cached);
        Assert.That(new FileInfo(library).LinkTarget, Is.Null);
    }

    [Test]
    [Platform("Linux")]
    public void A_linked_folder_keeps_its_files()
    {
        var output = Directory.CreateDirectory(Path.Combine(folder, "output")).FullName;
        var linked = Path.Combine(output, "native");
        Directory.CreateSymbolicLink(linked, folder);

        AssertError([Path.Combine(linked, "small.so"), MissingVersion, output], "outside of '");
        Assert.That(File.ReadAllBytes(library), Is.EqualTo(Small));
        Assert.That(WeakVersionTests.Run([library, MissingVersion, folder + Path.DirectorySeparatorChar]).ExitCode, Is.Zero);
    }

    private static void AssertError(string[] arguments, string message)
    {
        var run = WeakVersionTests.Run(arguments);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Text, Does.StartWith($"{arguments[0]} : error : ").And.Contain(message));
        Assert.That(run.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1));
    }

    private void AssertOnlyTheLibraryChanges(string cached)
    {
        Assert.That(WeakVersionTests.Run(library, MissingVersion), Is.Zero);

        Assert.That(WeakVersionTests.Versions(library).Single(version => version.IsWeak).Name, Is.EqualTo(Missing));
        Assert.That(File.ReadAllBytes(cached), Is.EqualTo(Small));
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateHardLink(string existing, string added);
}
