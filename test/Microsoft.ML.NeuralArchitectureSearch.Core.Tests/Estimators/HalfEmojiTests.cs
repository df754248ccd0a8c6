using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Texts that were cut in the middle of an emoji: a model predicts the same before it is saved and after it is loaded.</summary>
public sealed class HalfEmojiTests
{
    private static readonly string[] Halves = ["😀"[..1], "🤷"[..1], "🚀"[1..]];

    private static MLContext Ml => new(seed: 1);

    private static TestCaseData[] Trainers =>
    [
        new TestCaseData((MLContext ml, TextNetworkTrainerOptions options) =>
            ml.MulticlassClassification.Trainers.TextNetwork(ToyTexts.Space, ToyTexts.Cells, options)).SetArgDisplayNames("cells"),
        new TestCaseData((MLContext ml, TextNetworkTrainerOptions options) =>
            ml.MulticlassClassification.Trainers
                .RecurrentCellNetwork(ToyLanguage.Cell, new() { HiddenSize = 4 }, options)).SetArgDisplayNames("recurrent cell"),
    ];

    [TestCaseSource(nameof(Trainers))]
    public void A_text_classifier_with_texts_and_labels_of_half_emoji_predicts_the_same_after_loading(
        Func<MLContext, TextNetworkTrainerOptions, TextNetworkTrainer> trainer)
    {
        var ml = Ml;
        var data = ml.Data.LoadFromEnumerable(Rows().ToArray());
        var options = new TextNetworkTrainerOptions { Training = ToyTexts.Training with { Epochs = 2 }, Seed = 3 };
        using var model = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(trainer(ml, options)).Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(data);

        using var loaded = (TransformerChain<ITransformer>)Reloaded(ml, model, data.Schema);

        Assert.That(Scores(loaded, data), Is.EqualTo(Scores(model, data)));
        Assert.That(
            ((TextNetworkTransformer)loaded.ElementAt(1)).Classes,
            Is.EqualTo(model.OfType<TextNetworkTransformer>().Single().Classes));
        using var engine = ml.Model
            .CreatePredictionEngine<ToyTexts.Row, ToyTexts.Prediction>(model, new PredictionEngineOptions { OwnsTransformer = false });
        using var again = ml.Model
            .CreatePredictionEngine<ToyTexts.Row, ToyTexts.Prediction>(loaded, new PredictionEngineOptions { OwnsTransformer = false });
        foreach (var row in Rows().Take(4))
        {
            var (here, there) = (engine.Predict(row), again.Predict(row));
            Assert.That(there.PredictedLabel, Is.EqualTo(here.PredictedLabel));
            Assert.That(there.Score, Is.EqualTo(here.Score));
        }
    }

    [Test]
    public void A_language_model_of_half_emoji_predicts_the_same_after_loading()
    {
        var ml = Ml;
        var data = ml.Data.LoadFromEnumerable(Rows().ToArray());
        using var model = ml.Transforms.Text.RecurrentLanguageModel(ToyLanguage.Cell, new RecurrentLanguageModelEstimatorOptions
        {
            Network = new() { HiddenSize = 8 },
            Training = new() { Epochs = 1, BatchSize = 4, SequenceLength = 10 },
            Seed = 3,
        }).Fit(data);

        using var loaded = (LanguageModelTransformer)Reloaded(ml, model, data.Schema);

        Assert.That(
            loaded.Transform(data).GetColumn<float>("Perplexity"),
            Is.EqualTo(model.Transform(data).GetColumn<float>("Perplexity")));
        Assert.That(
            loaded.Transform(data).GetColumn<string[]>("NextWords"),
            Is.EqualTo(model.Transform(data).GetColumn<string[]>("NextWords")));
    }

    [Test]
    public void Half_an_emoji_has_the_vector_of_the_replacement_character()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("vectors.txt"), [.. "good 1 2\n"u8, 0xED, 0xA0, 0xBD, .. " 3 4\n"u8, .. "\uFFFD 5 6\n"u8]);
        var vocabulary = new Vocabulary(["good", Halves[0]]);

        var vectors = WordVectors.Read(folder.File("vectors.txt"), vocabulary);

        Assert.That(vectors.Of(vocabulary.Find(Halves[1])).ToArray(), Is.EqualTo(new[] { 5f, 6f }));
    }

    private static IEnumerable<ToyTexts.Row> Rows() => ToyTexts.Rows(48).Select((row, index) => new ToyTexts.Row
    {
        Number = row.Number,
        Label = row.Label + Halves[row.Label.Length % 2],
        Text = $"{row.Text} {Halves[index % 2]}{Halves[index % 3]} {row.Text[..3]}{Halves[index % 3]}",
    });

    private static IEnumerable<float> Scores(ITransformer model, IDataView data) =>
        model.Transform(data).GetColumn<float[]>("Score").SelectMany(score => score).ToArray();

    private static ITransformer Reloaded(MLContext ml, ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }
}
