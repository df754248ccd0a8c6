using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using NUnit.Framework;
using ImmutableTexts = System.Collections.Immutable.ImmutableArray<string>;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Work that is cancelled while it reads its data reads no further row and no further line.</summary>
public sealed class ReadingCancellationTests
{
    private const int CancelledAt = 7;

    private static TestCaseData[] Works =>
    [
        Case("image search", (ml, token, rows) => ml.MulticlassClassification.Trainers
            .NeuralArchitecture(new ImageSearchOptions {
                FeatureColumnName = "Pixels",
                CancellationToken = token }).Search(rows.Images(ml))),
        Case("image search and training", (ml, token, rows) => ml.MulticlassClassification.Trainers
            .NeuralArchitecture(new ImageSearchOptions { FeatureColumnName = "Pixels", CancellationToken = token }).Fit(rows.Images(ml))),
        Case("image trainer", (ml, token, rows) => ml.MulticlassClassification.Trainers
            .CellNetwork(ToyImages.SmallCells, new() { FeatureColumnName = "Pixels", CancellationToken = token }).Fit(rows.Images(ml))),
        Case("text search", (ml, token, rows) => ml.MulticlassClassification.Trainers
            .NeuralArchitecture(new TextSearchOptions { FeatureColumnName = "Text", CancellationToken = token }).Search(rows.Texts(ml))),
        Case("text trainer", (ml, token, rows) => ml.MulticlassClassification.Trainers
            .TextNetwork(ToyTexts.Space, ToyTexts.Cells, new() {
                FeatureColumnName = "Text",
                CancellationToken = token }).Fit(rows.Texts(ml))),
        Case("language model search", (ml, token, rows) => ml.Transforms.Text
            .NeuralArchitecture(new LanguageModelSearchOptions { CancellationToken = token }).Search(rows.Sentences(ml))),
        Case("language model", (ml, token, rows) => ml.Transforms.Text
            .RecurrentLanguageModel(ToyLanguage.Cell, new() { CancellationToken = token }).Fit(rows.Sentences(ml))),
    ];

    [TestCaseSource(nameof(Works))]
    public void No_row_is_read_after_the_token_was_cancelled(Action<MLContext, CancellationToken, CountedRows> work)
    {
        using var source = new CancellationTokenSource();
        var rows = new CountedRows(CancelledAt, source.Cancel);

        Assert.That(() => work(new MLContext(seed: 1), source.Token, rows), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(rows.Read, Is.EqualTo(CancelledAt));
    }

    [TestCaseSource(nameof(Works))]
    public void No_row_is_read_after_the_context_was_cancelled(Action<MLContext, CancellationToken, CountedRows> work)
    {
        var ml = new MLContext(seed: 1);
        var rows = new CountedRows(CancelledAt, () => ContextCancellation.Cancel(ml));

        Assert.That(() => work(ml, CancellationToken.None, rows), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(rows.Read, Is.EqualTo(CancelledAt));
    }

    [Test]
    public void Transforms_before_do_not_read_ahead()
    {
        using var source = new CancellationTokenSource();
        var ml = new MLContext(seed: 1);
        var rows = new CountedRows(CancelledAt, source.Cancel);
        var mapped = ml.Transforms.CopyColumns("Copy", "Pixels").Append(ml.Transforms.NormalizeMinMax("Pixels"))
            .Fit(ToyImages.Keyed(ml, 30))
            .Transform(rows.Images(ml));
        var trainer = ml.MulticlassClassification.Trainers.CellNetwork(
            ToyImages.SmallCells, new() { FeatureColumnName = "Pixels", CancellationToken = source.Token });

        Assert.That(
            () => trainer.Fit(ml.Data.FilterRowsByKeyColumnFraction(mapped, "Label")),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(rows.Read, Is.EqualTo(CancelledAt));
    }

    [Test]
    public void A_file_of_word_vectors_is_left_at_the_next_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("vectors.txt"), Enumerable.Range(0, 1000).Select(line => $"word{line} 1 2"));
        var file = new WordVectorFile(folder.File("vectors.txt"), new Vocabulary(["word1"]));
        var lines = 0;

        Assert.That(() => file.Read(() => ThrowAt(++lines)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(lines, Is.EqualTo(CancelledAt));
        Assert.That(
            () => WordVectors.Read(folder.File("vectors.txt"), new Vocabulary(["word1"]), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_fit_that_is_cancelled_before_its_word_vectors_reads_none_of_them()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("vectors.txt"), ["the 1 2", "a 3 4", "we malformed line"]);
        using var source = new CancellationTokenSource();
        var ml = new MLContext(seed: 1);
        ml.Log += (_, line) => CancelAfterTheTexts(line.RawMessage, source);
        var trainer = ml.MulticlassClassification.Trainers.TextNetwork(ToyTexts.Space, ToyTexts.Cells, new()
        {
            FeatureColumnName = "Text",
            Text = new() { WordVectorsPath = folder.File("vectors.txt") },
            CancellationToken = source.Token,
        });

        Assert.That(() => trainer.Fit(ToyTexts.Keyed(ml, 30)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(source.IsCancellationRequested, Is.True);
    }

    [Test]
    public void A_long_text_is_left_within()
    {
        var questions = 0;
        var text = string.Join(' ', Enumerable.Repeat("word", 100_000));

        Assert.That(
            () => new WordPool(new()).Tokenize(text.AsMemory(), () => ThrowAt(++questions)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(questions, Is.EqualTo(CancelledAt));
    }

    [Test]
    public void The_words_of_the_texts_are_counted_text_by_text()
    {
        var questions = 0;
        var texts = Enumerable.Repeat<ImmutableTexts>(["the", "cat", "sings"], 1000).ToArray();

        Assert.That(
            () => Corpus.Of([.. texts], new(), validationFraction: 0.1, "Text", new Random(1), () => ThrowAt(++questions)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(questions, Is.EqualTo(CancelledAt));
    }

    private static TestCaseData Case(string name, Action<MLContext, CancellationToken, CountedRows> work) =>
        new TestCaseData(work).SetArgDisplayNames(name);

    private static void ThrowAt(int question)
    {
        if (question == CancelledAt)
        {
            throw new OperationCanceledException();
        }
    }

    private static void CancelAfterTheTexts(string line, CancellationTokenSource source)
    {
        if (line.StartsWith("Texts are cut behind", StringComparison.Ordinal))
        {
            source.Cancel();
        }
    }
}
