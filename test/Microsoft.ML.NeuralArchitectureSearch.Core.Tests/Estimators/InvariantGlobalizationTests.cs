using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Texts in processes with ICU and in those without, such as in small containers.</summary>
public sealed class InvariantGlobalizationTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private static readonly string[] Texts =
    [
        "GRÜSSE aus İstanbul, ISTANBUL ve ığdır", "ΟΔΟΣ ΟΔΥΣΣΕΥΣ", "ПРИВЕТ Мир Ѣ", "未知の文字 漢字かな",
        "ＷＩＮ ＦＲＥＥ ①②③ ½", "👍🏽 👩‍👩‍👧‍👦 🇩🇪 win!!",
        "e\u0301te\u0301 ÉTÉ don’t 3.50", "ǅ ǆ Ⅷ ẞ K Å Ω", "\U00010400 \uA7CB \U00010D50 \u1C90", "हिन्दी ไทย العَرَبِيَّة",
    ];

    [Test]
    public void Every_character_of_Unicode_has_the_same_tokens()
    {
        var (with, without) = (CleanProcess.RunWithIcu("tokens"), CleanProcess.RunInvariant("tokens"));

        Assert.That((with[0], without[0]), Is.EqualTo(("ICU", "invariant")));
        Assert.That(without.Skip(1), Is.EqualTo(with.Skip(1)));
        Assert.That(with, Has.Length.EqualTo(1 + (17 * 256)));
    }

    [Test]
    public void A_saved_classifier_predicts_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        ToyTexts.Row[] rows = [.. ToyTexts.Rows(24), .. Texts.Select(
            (text, index) => new ToyTexts.Row { Label = index % 2 == 0 ? "spam" : "ham", Text = text })];
        var options = ToyTexts.Trainer with { Text = new() { Vocabulary = new() { MinimumFrequency = 1 } } };
        var train = Ml.Data.LoadFromEnumerable(rows);
        using var model = Ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(Ml.MulticlassClassification.Trainers.TextNetwork(ToyTexts.Space, ToyTexts.Cells, options))
            .Append(Ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(train);

        AssertTheSame(model, train, folder, "texts");
    }

    [Test]
    public void A_saved_language_model_predicts_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        ToyLanguage.Row[] rows = [.. ToyLanguage.Rows(24), .. Texts.Select(text => new ToyLanguage.Row { Text = text })];
        var train = Ml.Data.LoadFromEnumerable(rows);
        using var model = Ml.Transforms.Text.RecurrentLanguageModel(
            ToyLanguage.Cell,
            new()
            {
                Network = ToyLanguage.SmallNetwork,
                Training = new() { Epochs = 2, BatchSize = 2, SequenceLength = 10 },
                Vocabulary = new() { MinimumFrequency = 1 }
            })
            .Fit(train);

        AssertTheSame(model, train, folder, "language");
    }

    private static void AssertTheSame(ITransformer model, IDataView train, TemporaryFolder folder, string kind)
    {
        Ml.Model.Save(model, train.Schema, folder.File("model.zip"));
        File.WriteAllLines(folder.File("texts.txt"), Texts);
        string[] arguments = [folder.File("model.zip"), folder.File("texts.txt"), kind];

        var (with, without) = (CleanProcess.RunWithIcu(arguments), CleanProcess.RunInvariant(arguments));

        Assert.That(with, Has.Length.EqualTo(Texts.Length));
        Assert.That(without, Is.EqualTo(with));
    }
}
