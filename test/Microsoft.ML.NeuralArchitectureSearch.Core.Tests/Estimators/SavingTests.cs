using System.Globalization;
using System.IO.Compression;
using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

public sealed class SavingTests
{
    private static MLContext Ml => TrainedModel.Context;

    private static readonly DagCellSpace Space = new() { Nodes = 3 };

    private static TestCaseData[] Trainers =>
    [
        new TestCaseData(Ml.MulticlassClassification.Trainers.CellNetwork(
            ToyImages.SmallCells, featureColumnName: "Pixels", network: ToyImages.SmallNetwork, training: ToyImages
                .ShortTraining)).SetArgDisplayNames("cells"),
        new TestCaseData(Ml.MulticlassClassification.Trainers.ArchitectureNetwork(
            Space,
            Space.Sample(new Random(1)),
            featureColumnName: "Pixels",
            network: new CellNetworkOptions { Channels = 4, Cells = 1 },
            training: ToyImages.ShortTraining)).SetArgDisplayNames("layers"),
    ];

    [TestCaseSource(nameof(Trainers))]
    public void A_clean_process_loads_the_model_and_predicts_the_same_bits(CellNetworkTrainer trainer)
    {
        using var folder = new TemporaryFolder();
        var rows = ToyImages.Rows(20, seed: 9).ToArray();
        var pipeline = Ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(trainer)
            .Append(Ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var train = Ml.Data.LoadFromEnumerable(ToyImages.Rows(24));
        using var model = pipeline.Fit(train);
        Ml.Model.Save(model, train.Schema, folder.File("model.zip"));
        File.WriteAllLines(
            folder.File("images.csv"), rows.Select(
                row => string.Join(',', row.Pixels.Select(pixel => pixel.ToString("R", CultureInfo.InvariantCulture)))));

        var there = CleanProcess.Run(folder.File("model.zip"), folder.File("images.csv"));

        var here = Ml.Data.CreateEnumerable<ToyImages.Prediction>(model.Transform(Ml.Data.LoadFromEnumerable(rows)), reuseRowObject: false)
            .Select(row => $"{row.PredictedLabel} {string.Join(' ', row.Score.Select(BitConverter.SingleToInt32Bits))}");
        Assert.That(there, Is.EqualTo(here));
    }

    [Test]
    public void A_loaded_model_is_the_one_that_was_saved()
    {
        using var folder = new TemporaryFolder();
        var loaded = SaveAndLoad(folder);

        Assert.That(loaded.Genotype, Is.EqualTo(TrainedModel.Model.Genotype));
        Assert.That(loaded.Network, Is.EqualTo(TrainedModel.Model.Network));
        Assert.That(loaded.Shape, Is.EqualTo(TrainedModel.Model.Shape));
        Assert.That(loaded.Classes, Is.EqualTo(TrainedModel.Model.Classes));
        Assert.That(loaded.ParameterCount, Is.EqualTo(TrainedModel.Model.ParameterCount));
        Assert.That(loaded.TrainingHistory, Is.EqualTo(TrainedModel.Model.TrainingHistory));
    }

    [Test]
    public void A_loaded_model_can_be_saved_again()
    {
        using var folder = new TemporaryFolder();
        var loaded = SaveAndLoad(folder);

        Ml.Model.Save(loaded, null, folder.File("again.zip"));

        Assert.That(Entry(folder.File("again.zip"), "Weights"), Is.EqualTo(Entry(folder.File("model.zip"), "Weights")));
    }

    [Test]
    public void A_model_file_cut_short_is_refused()
    {
        using var folder = new TemporaryFolder();
        Save(folder.File("model.zip"));
        var whole = File.ReadAllBytes(folder.File("model.zip"));
        File.WriteAllBytes(folder.File("cut.zip"), whole[..(whole.Length / 2)]);

        Assert.That(
            () => Ml.Model.Load(folder.File("cut.zip"), out _),
            Throws.InstanceOf<InvalidDataException>().Or.InstanceOf<FormatException>());
    }

    [Test]
    public void Weights_cut_short_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        Save(folder.File("model.zip"));
        Replace(folder.File("model.zip"), "Weights", bytes => bytes[..(bytes.Length - 100)]);

        Assert.That(() => Ml.Model.Load(folder.File("model.zip"), out _), RefusesWith("weights"));
    }

    [Test]
    public void Missing_weights_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        Save(folder.File("model.zip"));
        Replace(folder.File("model.zip"), "Weights", _ => null);

        Assert.That(() => Ml.Model.Load(folder.File("model.zip"), out _), RefusesWith("Weights"));
    }

    [Test]
    public void The_record_of_another_kind_of_model_is_refused()
    {
        using var folder = new TemporaryFolder();
        Save(folder.File("model.zip"));
        Replace(folder.File("model.zip"), "TransformerChain/Model.key", bytes => Overwrite(bytes, "CELLNETW"u8, "OTHERNET"u8));

        Assert.That(() => Ml.Model.Load(folder.File("model.zip"), out _), RefusesWith(""));
    }

    [Test]
    public void Bytes_that_are_no_model_are_refused()
    {
        using var foreign = new MemoryStream([.. Enumerable.Repeat((byte)42, 1000)]);

        Assert.That(() => Ml.Model.Load(foreign, out _), Throws.InstanceOf<InvalidDataException>().Or.InstanceOf<FormatException>());
    }

    [Test]
    [Platform("Linux")]
    public void A_full_disk_is_reported_with_the_file_s_name()
    {
        Assert.That(
            () => Ml.Model.Save(TrainedModel.Model, null, "/dev/full"),
            Throws.InstanceOf<IOException>().With.Message.Contains("/dev/full"));
    }

    [Test]
    public void A_stream_without_space_is_reported_and_the_model_stays_usable()
    {
        using var full = new FullStream(2_000);

        Assert.That(
            () => Ml.Model.Save(TrainedModel.Model, null, full),
            Throws.InstanceOf<IOException>().With.Message.Contains("no space"));
        Assert.That(
            TrainedModel.Model.Transform(Ml.Data.LoadFromEnumerable(ToyImages.Rows(3))).GetColumn<float[]>("Score").Count(),
            Is.EqualTo(3));
    }

    [Test]
    public void A_disposed_model_cannot_be_saved()
    {
        var model = TrainedModel.Train(new MLContext(seed: 1), images: 12);
        model.Dispose();

        using var stream = new MemoryStream();
        Assert.That(() => Ml.Model.Save(model, null, stream), Throws.InstanceOf<ObjectDisposedException>());
    }

    // ML.NET calls Create by reflection and may wrap what it throws.
    private static IResolveConstraint RefusesWith(string message) => Throws.Exception.Matches<Exception>(
        thrown => Causes(thrown).Any(cause => cause is FormatException && cause.Message.Contains(message, StringComparison.Ordinal)));

    private static IEnumerable<Exception> Causes(Exception? thrown)
    {
        for (var cause = thrown; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static CellNetworkTransformer SaveAndLoad(TemporaryFolder folder)
    {
        Save(folder.File("model.zip"));
        return (CellNetworkTransformer)Ml.Model.Load(folder.File("model.zip"), out _);
    }

    private static void Save(string path) => Ml.Model.Save(TrainedModel.Model, null, path);

    private static byte[] Entry(string path, string name)
    {
        using var zip = ZipFile.OpenRead(path);
        using var content = new MemoryStream();
        using var stream = Find(zip, name).Open();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static void Replace(string path, string name, Func<byte[], byte[]?> change)
    {
        var content = change(Entry(path, name));
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        var entry = Find(zip, name);
        var full = entry.FullName;
        entry.Delete();
        if (content is not null)
        {
            using var stream = zip.CreateEntry(full).Open();
            stream.Write(content);
        }
    }

    private static ZipArchiveEntry Find(ZipArchive zip, string name) =>
        zip.Entries.Where(entry => entry.FullName.Replace('\\', '/').EndsWith(name, StringComparison.Ordinal))
            .MinBy(entry => entry.FullName.Length)!;

    private static byte[] Overwrite(byte[] bytes, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement)
    {
        var at = bytes.AsSpan().IndexOf(old);
        Assert.That(at, Is.Not.Negative, "The signature stands in the record.");
        replacement.CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    /// <summary>Takes so many bytes and no more.</summary>
    private sealed class FullStream(int capacity) : MemoryStream
    {
        // The other ways of writing come here too.
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > capacity)
            {
                throw new IOException("There is no space left.");
            }

            base.Write(buffer, offset, count);
        }
    }
}
