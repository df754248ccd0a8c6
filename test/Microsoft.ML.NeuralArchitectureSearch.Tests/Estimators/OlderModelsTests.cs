using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Models that an older version saved (Data/StandInModels/README.md) load and score rows as they did there.</summary>
public sealed class OlderModelsTests
{
    // Of each value: roundings differ between versions of libtorch and between processors, by up to 4e-6 as measured.
    private const double TolerancePercent = 2e-3;

    private static readonly MLContext Ml = new(seed: 1);

    [TestCase("darts_cells")]
    [TestCase("nasbench201_cell")]
    public void An_older_image_classifier_gives_the_scores_of_its_version(string name)
    {
        var recorded = Recorded.Read(name);
        using var model = Load<CellNetworkTransformer>(name);

        AssertScores(
            model,
            recorded,
            Ml.Data.LoadFromEnumerable(recorded.Rows.Select(row => new ToyImages.Row { Pixels = row.Pixels, Note = [0, 0] })));
    }

    [TestCase("text_cells")]
    [TestCase("recurrent_text_cell")]
    public void An_older_text_classifier_gives_the_scores_of_its_version(string name)
    {
        var recorded = Recorded.Read(name);
        using var model = Load<TextNetworkTransformer>(name);

        AssertScores(model, recorded, Ml.Data.LoadFromEnumerable(recorded.Rows.Select(row => new ToyTexts.Row { Text = row.Text })));
    }

    [Test]
    public void ML_NET_refuses_the_header_of_an_older_language_model() =>
        Assert.That(() => Load<LanguageModelTransformer>("language_model"), Throws.InstanceOf<FormatException>());

    [Test]
    public void An_older_language_model_gives_the_perplexities_and_the_next_words_of_its_version()
    {
        var recorded = Recorded.Read("language_model");
        using var file = WithoutEmptyStringTable("language_model");
        using var model = (LanguageModelTransformer)Ml.Model.Load(file, out _);

        var scored = model.Transform(Ml.Data.LoadFromEnumerable(recorded.Rows.Select(row => new ToyLanguage.Row { Text = row.Text })));

        var predictions = Ml.Data.CreateEnumerable<ToyLanguage.Prediction>(scored, reuseRowObject: false).ToArray();
        Assert.That(model.Genotype.ToString(), Is.EqualTo(recorded.Architecture));
        Assert.That(model.ParameterCount, Is.EqualTo(recorded.ParameterCount));
        Assert.That(
            predictions.Select(row => row.Perplexity),
            Is.EqualTo(recorded.Rows.Select(row => row.Perplexity)).Within(TolerancePercent).Percent);
        Assert.That(predictions.Select(row => row.NextWords), Is.EqualTo(recorded.Rows.Select(row => row.NextWords)));
    }

    private static void AssertScores(ClassifierTransformer model, Recorded recorded, IDataView rows)
    {
        var scored = model.Transform(rows);
        var named = Ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored);

        var predictions = Ml.Data.CreateEnumerable<ToyTexts.Prediction>(named, reuseRowObject: false).ToArray();
        Assert.That(model.Architecture.ToString(), Is.EqualTo(recorded.Architecture));
        Assert.That(model.ParameterCount, Is.EqualTo(recorded.ParameterCount));
        Assert.That(model.Classes, Is.EqualTo(recorded.Classes));
        Assert.That(predictions.Select(row => row.PredictedLabel), Is.EqualTo(recorded.Rows.Select(row => row.PredictedLabel)));
        Assert.That(
            predictions.SelectMany(row => row.Score), Is.EqualTo(recorded.Rows.SelectMany(row => row.Score)).Within(TolerancePercent)
                .Percent);
    }

    private static T Load<T>(string name)
        where T : class, ITransformer => (T)Ml.Model.Load(PathOf(name + ".zip"), out _);

    // ML.NET's header has zeros for the table of strings of a record without strings; the stand-in's had the place of an empty table, which
    // ML.NET refuses.
    private static MemoryStream WithoutEmptyStringTable(string name)
    {
        var (position, length) = (0x20, 0x20); // of FpStringTable, CbStringTable, FpStringChars and CbStringChars
        var file = new MemoryStream();
        file.Write(File.ReadAllBytes(PathOf(name + ".zip")));
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        using (var record = zip.GetEntry("TransformerChain/Model.key")!.Open())
        {
            record.Position = position;
            record.Write(new byte[length]);
        }

        file.Position = 0;
        return file;
    }

    private static string PathOf(string file) => Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", "StandInModels", file);

    /// <summary>What the version that saved a model knew of it: rows, and what the model gave for them.</summary>
    private sealed record Recorded
    {
        public required string Architecture { get; init; }

        public required long ParameterCount { get; init; }

        public string[] Classes { get; init; } = [];

        public required RecordedRow[] Rows { get; init; }

        public static Recorded Read(string name) => JsonSerializer.Deserialize<Recorded>(File.ReadAllText(PathOf(name + ".json")))!;
    }

    private sealed record RecordedRow
    {
        public float[] Pixels { get; init; } = [];

        public string Text { get; init; } = "";

        public string PredictedLabel { get; init; } = "";

        public float[] Score { get; init; } = [];

        public float Perplexity { get; init; }

        public string[] NextWords { get; init; } = [];
    }
}
