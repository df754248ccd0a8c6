using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Texts without any token, to learn from and to score.</summary>
public sealed class EmptyTextTests
{
    private static readonly TextNetworkTrainerOptions Short = new() { Training = ToyTexts.Training with { Epochs = 1 } };

    private readonly MLContext _ml = new(seed: 1);

    [Test]
    public void Rows_with_an_empty_text_are_left_out_with_a_warning()
    {
        var log = new Log(_ml);
        ToyTexts.Row[] rows = [.. ToyTexts.Rows(24)];
        rows[5].Text = "";
        rows[6].Text = " ";

        using var model = Trainer().Fit(ToyTexts.Keyed(_ml, rows));

        Assert.That(log.Warnings, Has.Some.Contains("2 rows have an empty text").And.Some.Contains("22 remain"));
    }

    [TestCase(typeof(NumberedRow), "Int32")]
    [TestCase(typeof(FlaggedRow), "Boolean")]
    public void A_text_that_cannot_be_scored_is_an_error_where_the_classes_have_no_missing_value(Type kind, string type)
    {
        var view = kind == typeof(NumberedRow)
            ? Keyed(ToyTexts.Rows(24).Select(row => new NumberedRow { Text = row.Text, Label = row.Label == "spam" ? 1 : 0 }))
            : Keyed(ToyTexts.Rows(24).Select(row => new FlaggedRow { Text = row.Text, Label = row.Label == "spam" }));
        using var model = Trainer().Fit(view);
        var scored = model.Transform(
            _ml.Data.LoadFromEnumerable([new OnlyText { Text = "we win" }, new OnlyText { Text = "home" }, new OnlyText { Text = " " }]));

        Assert.That(
            () => scored.GetColumn<uint>("PredictedLabel").ToArray(),
            Throws.InvalidOperationException.With.Message.Contains("Row 2 has no class").And.Message.Contains(type));
        Assert.That(scored.GetColumn<float[]>("Score").Select(score => float.IsNaN(score[0])), Is.EqualTo(new[] { false, false, true }));
    }

    [Test]
    public void Rows_without_a_score_are_a_warning_where_ML_NET_s_evaluator_leaves_them_out_silently()
    {
        var data = ToyTexts.Keyed(_ml, 24);
        using var model = Trainer().Fit(data);
        ToyTexts.Row[] rows = [.. ToyTexts.Rows(24)];
        rows[5].Text = "";
        rows[6].Text = " ";
        var log = new Log(_ml);

        var figures = _ml.MulticlassClassification.Evaluate(model.Transform(ToyTexts.Keyed(_ml, rows)));

        Assert.That(figures.ConfusionMatrix.Counts.Sum(row => row.Sum()), Is.EqualTo(22));
        Assert.That(log.Warnings, Has.Exactly(1).Contains("2 of 24 rows have no score").And.Some.Contains("'Text'").And.Some
            .Contains("Evaluate leaves such rows out"));
    }

    [Test]
    public void Rows_that_all_have_a_score_are_no_warning()
    {
        var data = ToyTexts.Keyed(_ml, 24);
        using var model = Trainer().Fit(data);
        var log = new Log(_ml);

        _ml.MulticlassClassification.Evaluate(model.Transform(data));

        Assert.That(log.Warnings, Is.Empty);
    }

    [Test]
    public void A_loaded_model_and_a_language_model_warn_too()
    {
        var log = new Log(_ml);
        OnlyText[] texts = [new() { Text = "" }, new() { Text = "we win" }];
        foreach (var kind in new[] { "texts", "language" })
        {
            using var model = (IDisposable)_ml.Model.Load(new MemoryStream(SavedPredictions.File(kind)), out _);
            var scored = ((ITransformer)model).Transform(_ml.Data.LoadFromEnumerable(texts));
            _ = kind == "texts" ? (object)scored.GetColumn<float[]>("Score").ToArray() : scored.GetColumn<float>("Perplexity").ToArray();
        }

        Assert.That(log.Warnings.Count(line => line.Contains("1 of 2 rows have no score", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    private TextNetworkTrainer Trainer() => _ml.MulticlassClassification.Trainers.TextNetwork(ToyTexts.Space, ToyTexts.Cells, Short);

    private IDataView Keyed<T>(IEnumerable<T> rows)
        where T : class
    {
        var view = _ml.Data.LoadFromEnumerable(rows.ToArray());
        return _ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
    }

    private sealed class OnlyText
    {
        public string Text { get; set; } = "";
    }

    private sealed class NumberedRow
    {
        public string Text { get; set; } = "";

        public int Label { get; set; }
    }

    private sealed class FlaggedRow
    {
        public string Text { get; set; } = "";

        public bool Label { get; set; }
    }
}
