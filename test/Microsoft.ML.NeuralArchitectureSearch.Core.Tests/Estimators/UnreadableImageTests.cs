using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.Transforms.Image;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Images as people have them: in files of which some are broken, and in rows that are still needed afterwards.</summary>
public sealed class UnreadableImageTests
{
    private const int Broken = 7;

    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAGUlEQVR42mMQERE5ceIEJsmAVRRIMgxKHQA8qFKBmFeO1QAAAABJRU5ErkJggg==");

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("empty", TestName = "A_file_without_a_byte_names_its_row_and_its_path")]
    [TestCase("cut", TestName = "A_damaged_file_names_its_row_and_its_path")]
    [TestCase("missing", TestName = "A_missing_file_names_its_row_and_its_path")]
    public void Names_row_and_path(string kind)
    {
        var rows = Rows(kind);

        Assert.That(
            () => Pipeline(skips: false).Fit(_ml.Data.LoadFromEnumerable(rows)),
            Throws.ArgumentException.With.Message.Contains($"row {Broken}").And.Message.Contains(rows[Broken].Path).And.Message
                .Contains("SkipsUnreadableImages"));
    }

    [Test]
    public void An_empty_path_names_its_row() => Assert.That(
        () => Pipeline(skips: false).Fit(_ml.Data.LoadFromEnumerable(Rows("none"))),
        Throws.ArgumentException.With.Message.Contains($"ow {Broken}").And.Message.Contains("Path: ''"));

    [TestCase("empty")]
    [TestCase("cut")]
    [TestCase("missing")]
    [TestCase("none")]
    public void Such_rows_are_left_out_with_a_warning_where_that_is_asked_for(string kind)
    {
        var ml = new MLContext(seed: 1);
        var log = new Log(ml);
        var rows = Rows(kind);

        var model = Pipeline(skips: true, ml).Fit(ml.Data.LoadFromEnumerable(rows));

        Assert.That(log.Warnings, Has.Some.Contains($"ow {Broken}").And.Some.Contains("1 rows have no image"));
        Assert.That(
            model.Transform(ml.Data.LoadFromEnumerable(rows.Where((_, index) =>
                index != Broken))).GetColumn<uint>("PredictedLabel").Count(),
            Is.EqualTo(rows.Length - 1));
    }

    [Test]
    public void Images_of_the_callers_rows_live_on_after_Fit_Transform_and_single_predictions()
    {
        var rows = Enumerable.Range(0, 24)
            .Select(index => new ImageRow { Label = ToyImages.ClassNames[index % 2], Image = Gray(index % 2) })
            .ToArray();
        var data = _ml.Data.LoadFromEnumerable(rows);
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(Trainer(_ml, skips: false));

        var model = pipeline.Fit(data);
        _ml.MulticlassClassification.Evaluate(model.Transform(data));
        using (var engine = _ml.Model.CreatePredictionEngine<ImageRow, ToyImages.KeyPrediction>(model, ignoreMissingColumns: true))
        {
            Assert.That(() => engine.Predict(rows[0]), Throws.Nothing);
        }

        Assert.That(() => pipeline.Fit(data), Throws.Nothing);
        Assert.That(rows.Select(row => row.Image!.Width), Is.All.EqualTo(8));
    }

    private static MLImage Gray(int kind)
    {
        var bytes = ToyImages.Image(kind, new Random(kind)).SelectMany(value => new[] { (byte)value, (byte)value, (byte)value, (byte)255 })
            .ToArray();
        return MLImage.CreateFromPixels(8, 8, MLPixelFormat.Rgba32, bytes);
    }

    private FileRow[] Rows(string kind)
    {
        var rows = Enumerable.Range(0, 20)
            .Select(index => new FileRow { Path = _folder.File($"{kind}{index}.png"), Label = ToyImages.ClassNames[index % 2] })
            .ToArray();
        foreach (var row in rows)
        {
            File.WriteAllBytes(row.Path, Png);
        }

        switch (kind)
        {
            case "empty":
                File.WriteAllBytes(rows[Broken].Path, []);
                break;
            case "cut":
                File.WriteAllBytes(rows[Broken].Path, Png[..20]);
                break;
            case "missing":
                File.Delete(rows[Broken].Path);
                break;
            default:
                rows[Broken].Path = "";
                break;
        }

        return rows;
    }

    private IEstimator<ITransformer> Pipeline(bool skips, MLContext? context = null)
    {
        var ml = context ?? _ml;
        return ml.Transforms.LoadImages("Image", "", "Path")
            .Append(ml.Transforms.ResizeImages("Image", 8, 8))
            .Append(ml.Transforms.Conversion.MapValueToKey("Label"))
            .Append(Trainer(ml, skips));
    }

    private static CellNetworkTrainer Trainer(
        MLContext ml,
        bool skips) => ml.MulticlassClassification.Trainers.CellNetwork(ToyImages.SmallCells, new CellNetworkTrainerOptions
        {
            FeatureColumnName = "Image",
            Network = ToyImages.SmallNetwork,
            Training = ToyImages.ShortTraining with { Epochs = 1 },
            SkipsUnreadableImages = skips,
        });

    private sealed class FileRow
    {
        public string Path { get; set; } = "";

        public string Label { get; set; } = "";
    }

    private sealed class ImageRow
    {
        [ImageType(8, 8)]
        public MLImage? Image { get; set; }

        public string Label { get; set; } = "";
    }
}
