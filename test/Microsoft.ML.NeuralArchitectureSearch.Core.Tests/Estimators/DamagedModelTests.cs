using System.IO.Compression;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Model files with a flipped bit are refused, or predict the same: never other things.</summary>
public sealed class DamagedModelTests
{
    private const int Sample = 150;

    private static readonly string[] Models = ["images", "texts", "language"];

    [TestCaseSource(nameof(Models))]
    public void A_bit_of_the_weights_that_is_flipped_is_found(string kind)
    {
        var file = SavedPredictions.File(kind);
        var (whole, begin, length) = Stored(file, "Weights");
        var random = Randomly();
        Check(whole, kind, Enumerable.Range(0, Sample).Select(_ => begin + random.Next(length)), mustBeFound: true, random);
    }

    [TestCaseSource(nameof(Models))]
    [Explicit("Takes minutes.")]
    public void A_bit_of_any_byte_of_the_weights_that_is_flipped_is_found(string kind)
    {
        var file = SavedPredictions.File(kind);
        var (whole, begin, length) = Stored(file, "Weights");
        Check(whole, kind, Enumerable.Range(begin, length), mustBeFound: true, new Random(7));
    }

    [TestCaseSource(nameof(Models))]
    public void A_bit_of_the_file_that_is_flipped_never_changes_a_prediction(string kind)
    {
        var file = SavedPredictions.File(kind);
        var random = Randomly();
        Check(file, kind, Enumerable.Range(0, Sample).Select(_ => random.Next(file.Length)), mustBeFound: false, random);
    }

    [TestCaseSource(nameof(Models))]
    [Explicit("Takes minutes.")]
    public void A_bit_of_any_byte_of_the_file_that_is_flipped_never_changes_a_prediction(string kind)
    {
        var file = SavedPredictions.File(kind);
        Check(file, kind, Enumerable.Range(0, file.Length), mustBeFound: false, new Random(8));
    }

    [TestCaseSource(nameof(Models))]
    public void A_file_without_the_checksum_that_its_version_has_is_refused(string kind)
    {
        var file = SavedPredictions.File(kind);
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.Entries.Single(entry => entry.FullName.EndsWith("Checksum", StringComparison.Ordinal)).Delete();
        }

        Assert.That(Messages(Assert.Catch(() => SavedPredictions.Of(stream.ToArray(), kind))), Does.Contain("'Checksum' is missing"));
    }

    [TestCaseSource(nameof(Models))]
    public void A_file_of_the_version_before_checksums_loads_with_a_warning(string kind)
    {
        var file = SavedPredictions.File(kind);
        var ml = new MLContext();
        var log = new Log(ml);
        var older = Older(file);

        using var model = (IDisposable)ml.Model.Load(new MemoryStream(older), out _);

        Assert.That(SavedPredictions.Of(older, kind), Is.EqualTo(SavedPredictions.Of(file, kind)));
        Assert.That(log.Warnings, Has.Some.Contains("no checksum"));
        Assert.That(Warnings(file), Has.None.Contains("checksum"));
    }

    private static void Check(byte[] whole, string kind, IEnumerable<int> places, bool mustBeFound, Random random)
    {
        var before = SavedPredictions.Of(whole, kind);
        var (refused, clear, same, other) = (0, 0, 0, 0);
        foreach (var place in places)
        {
            var bit = random.Next(8);
            var damaged = whole.ToArray();
            damaged[place] ^= (byte)(1 << bit);
            try
            {
                _ = SavedPredictions.Of(damaged, kind).SequenceEqual(before) ? same++ : other++;
            }
            catch (Exception exception)
            {
                refused++;
                clear += Messages(exception).Contains("The model file is damaged", StringComparison.Ordinal) ? 1 : 0;
            }
        }

        var counts = $"{refused} refused ({clear} by the library), {same} with the same predictions, {other} with others; a file of "
            + $"{whole.Length} bytes";
        TestContext.Out.WriteLine(counts);
        Assert.That(other, Is.Zero, counts);
        Assert.That(clear, mustBeFound ? Is.EqualTo(refused + same) : Is.LessThanOrEqualTo(refused), counts);
    }

    private static Random Randomly()
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"Seed {seed}.");
        return new Random(seed);
    }

    private static IEnumerable<string> Warnings(byte[] file)
    {
        var ml = new MLContext();
        var log = new Log(ml);
        ((IDisposable)ml.Model.Load(new MemoryStream(file), out _)).Dispose();
        return log.Warnings;
    }

    private static string Messages(Exception? thrown)
    {
        var messages = new List<string>();
        for (var cause = thrown; cause is not null; cause = cause.InnerException)
        {
            messages.Add(cause.Message);
        }

        return string.Join('\n', messages);
    }

    // The same file with an entry that is not compressed, and the place of its bytes: zip's checksum is not compared, as .NET does not
    // compare it.
    private static (byte[] File, int Begin, int Length) Stored(byte[] file, string name)
    {
        using var stream = new MemoryStream();
        byte[] content;
        using (var from = new ZipArchive(new MemoryStream(file)))
        using (var to = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            content = [];
            foreach (var entry in from.Entries)
            {
                using var source = entry.Open();
                using var bytes = new MemoryStream();
                source.CopyTo(bytes);
                content = entry.FullName.EndsWith(name, StringComparison.Ordinal) ? bytes.ToArray() : content;
                using var target = to.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                target.Write(bytes.ToArray());
            }
        }

        var whole = stream.ToArray();
        return (whole, whole.AsSpan().IndexOf(content), content.Length);
    }

    // As the version before wrote it: an older number in the record, and no checksum.
    private static byte[] Older(byte[] file)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.Entries.Single(entry => entry.FullName.EndsWith("Checksum", StringComparison.Ordinal)).Delete();
            using var record = zip.Entries.Single(entry => entry.FullName.Replace('\\', '/') == "TransformerChain/Model.key").Open();
            var bytes = new byte[record.Length];
            record.ReadExactly(bytes);
            var version = bytes.AsSpan().IndexOf(new byte[] { 0x02, 0x00, 0x01, 0x00, 0x01, 0x00, 0x01, 0x00 });
            Assert.That(version, Is.Not.Negative, "The versions stand in the record.");
            record.Position = version;
            record.WriteByte(0x01);
        }

        return stream.ToArray();
    }
}
