using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Scoring ends at the next row when the model's context is cancelled.</summary>
public sealed class ScoringCancellationTests
{
    private const int CancelledAt = 7;

    private static readonly CellNetworkTrainerOptions Images = new()
    {
        FeatureColumnName = "Pixels",
        Network = ToyImages.SmallNetwork,
        Training = ToyImages.ShortTraining with { Epochs = 1 },
    };

    private MLContext _ml = null!;

    // What is cancelled stays so.
    [SetUp]
    public void Create() => _ml = new MLContext(seed: 1);

    [TestCase("Score", TestName = "Rows_that_are_scored_together")]
    [TestCase("Pixels", TestName = "Rows_that_only_pass_through")]
    public void A_cancelled_context_ends_a_cursor_at_the_next_row(string column)
    {
        using var model = _ml.MulticlassClassification.Trainers.CellNetwork(ToyImages.SmallCells, Images).Fit(ToyImages.Keyed(_ml, 24));

        EndsAtTheNextRow(model, _ml, rows => rows.Images(_ml), column);
    }

    [Test]
    public void Texts_and_language_models_are_cancelled_as_well()
    {
        using var text = _ml.MulticlassClassification.Trainers.TextNetwork(
            ToyTexts.Space, ToyTexts.Cells, new()
            {
                FeatureColumnName = "Text",
                Training = ToyTexts.Training with { Epochs = 1 }
            }).Fit(ToyTexts.Keyed(_ml, 30));
        var other = new MLContext(seed: 1);
        using var language = other.Transforms.Text.RecurrentLanguageModel(
            ToyLanguage.Cell, new() { Network = ToyLanguage.SmallNetwork, Training = new() { Epochs = 1, BatchSize = 4 } })
            .Fit(other.Data.LoadFromEnumerable(ToyLanguage.Rows(60)));

        EndsAtTheNextRow(text, _ml, rows => rows.Texts(_ml), "Score");
        EndsAtTheNextRow(language, other, rows => rows.Sentences(other), "Perplexity");
    }

    [Test]
    public void A_loaded_model_belongs_to_the_context_that_loaded_it()
    {
        using var folder = new TemporaryFolder();
        var data = ToyImages.Keyed(_ml, 24);
        using var model = _ml.MulticlassClassification.Trainers.CellNetwork(ToyImages.SmallCells, Images).Fit(data);
        _ml.Model.Save(model, data.Schema, folder.File("model.zip"));
        var ml = new MLContext(seed: 1);

        var loaded = ml.Model.Load(folder.File("model.zip"), out _);

        EndsAtTheNextRow(loaded, ml, rows => rows.Images(ml), "Score");
        Assert.That(RowsOf(model.Transform(data)), Is.EqualTo(24), "Only the other context was cancelled.");
        (loaded as IDisposable)?.Dispose();
    }

    // AutoML's runner of pipelines cancels its context after each of its trials, also after that of the best model.
    [Test]
    public void A_model_of_a_context_that_was_cancelled_before_still_scores()
    {
        var data = ToyImages.Keyed(_ml, 24);
        using var model = _ml.MulticlassClassification.Trainers.CellNetwork(ToyImages.SmallCells, Images).Fit(data);

        ContextCancellation.Cancel(_ml);

        Assert.That(RowsOf(model.Transform(data)), Is.EqualTo(24));
    }

    [Test]
    public void Work_with_a_token_is_ended_by_it()
    {
        using var source = new CancellationTokenSource();
        var rows = new CountedRows(CancelledAt, source.Cancel);
        using var model = _ml.MulticlassClassification.Trainers.CellNetwork(ToyImages.SmallCells, Images).Fit(ToyImages.Keyed(_ml, 24));

        Assert.That(() => RowsOf(model.Transform(rows.Images(_ml), source.Token)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(rows.Read, Is.EqualTo(CancelledAt));
    }

    [Test]
    public void Rows_that_were_scored_together_are_given_until_then()
    {
        using var source = new CancellationTokenSource();
        using var model = _ml.MulticlassClassification.Trainers.CellNetwork(ToyImages.SmallCells, Images).Fit(ToyImages.Keyed(_ml, 24));
        var scored = model.Transform(ToyImages.Keyed(_ml, 24), source.Token);
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        Assert.That((cursor.MoveNext(), cursor.MoveNext()), Is.EqualTo((true, true)));

        source.Cancel();

        Assert.That(() => cursor.MoveNext(), Throws.InstanceOf<OperationCanceledException>());
    }

    private static void EndsAtTheNextRow(ITransformer model, MLContext ml, Func<CountedRows, IDataView> view, string column)
    {
        var rows = new CountedRows(CancelledAt, () => ContextCancellation.Cancel(ml));
        var scored = model.Transform(view(rows));

        Assert.That(() => RowsOf(scored, column), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(rows.Read, Is.EqualTo(CancelledAt));
    }

    private static int RowsOf(IDataView view, string column = "Score")
    {
        var count = 0;
        using var cursor = view.GetRowCursor([view.Schema[column]]);
        while (cursor.MoveNext())
        {
            count++;
        }

        return count;
    }
}
