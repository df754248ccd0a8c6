using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

public sealed class RecurrentLanguageModelTests
{
    private static readonly RecurrentLanguageModelEstimatorOptions Quick = new()
    {
        Network = new() { HiddenSize = 16 },
        Training = new() { Epochs = 2, BatchSize = 4, SequenceLength = 10 },
        Seed = 3,
    };

    private static readonly MLContext Ml = new(seed: 1);

    private static TestCaseData[] PublishedCells =>
    [
        new TestCaseData(PublishedRecurrentGenotypes.DartsV2).SetArgDisplayNames("DARTS"),
        new TestCaseData(PublishedRecurrentGenotypes.Enas).SetArgDisplayNames("ENAS"),
        new TestCaseData(PublishedRecurrentGenotypes.Nao).SetArgDisplayNames("NAO"),
    ];

    [TestCaseSource(nameof(PublishedCells))]
    public void A_published_cell_is_less_surprised_by_new_texts_than_their_words_counted_one_by_one(RecurrentGenotype cell)
    {
        var (learned, unseen) = (ToyLanguage.Rows(200).ToArray(), ToyLanguage.Rows(40, seed: 6).ToArray());

        using var model = Fit(cell, Quick with { Training = Quick.Training! with { Epochs = 12 } }, learned);

        var scored = Score(model, unseen);
        var counted = Unigrams.Of(learned);
        Assert.That(model.Genotype, Is.EqualTo(cell));
        Assert.That(model.SearchResult, Is.Null);
        Assert.That(
            scored.Average(row => Math.Log(row.Perplexity)),
            Is.LessThan(unseen.Average(row => Math.Log(counted.Perplexity(row.Text))) - Math.Log(2)));
    }

    [Test]
    public void A_cell_that_was_found_is_trained_as_after_its_search()
    {
        var rows = ToyLanguage.Rows(60).ToArray();
        var search = new LanguageModelSearchOptions
        {
            Strategy = new Found(),
            FinalNetwork = Quick.Network,
            Training = Quick.Training,
            Seed = Quick.Seed,
            NextWordCount = 3,
        };

        using var searched = Ml.Transforms.Text.NeuralArchitecture(search).Fit(Ml.Data.LoadFromEnumerable(rows));
        using var given = Fit(searched.Genotype, Quick with { NextWordCount = 3 }, rows);

        Assert.That(Bits(Score(given, rows)), Is.EqualTo(Bits(Score(searched, rows))));
        Assert.That(
            given.TrainingHistory.Select(epoch => epoch.ValidationLoss),
            Is.EqualTo(searched.TrainingHistory.Select(epoch => epoch.ValidationLoss)));
    }

    [Test]
    public void Another_context_loads_the_model_and_scores_to_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var rows = ToyLanguage.Rows(60).ToArray();
        using var model = Fit(PublishedRecurrentGenotypes.DartsV1, Quick, rows);
        Ml.Model.Save(model, Ml.Data.LoadFromEnumerable(rows).Schema, folder.File("model.zip"));

        var loaded = new MLContext().Model.Load(folder.File("model.zip"), out var schema);

        Assert.That(schema.Select(column => column.Name), Is.EqualTo(["Number", "Text"]));
        Assert.That(Bits(Score(loaded, rows)), Is.EqualTo(Bits(Score(model, rows))));
    }

    [Test]
    public void It_stands_in_a_pipeline_and_names_its_columns_as_it_is_told()
    {
        var rows = Ml.Data.LoadFromEnumerable(ToyLanguage.Rows(60));
        var pipeline = Ml.Transforms.CopyColumns("Sentence", "Text").Append(Ml.Transforms.Text.RecurrentLanguageModel(
            ToyLanguage
                .Cell, Quick with { FeatureColumnName = "Sentence", PerplexityColumnName = "Strangeness", NextWordsColumnName = "Then" }));

        var promised = pipeline.GetOutputSchema(new ShapeCatcher().Catch(rows)).Select(column => column.Name).ToArray();
        using var model = pipeline.Fit(rows);

        Assert.That(promised, Is.EqualTo(["Number", "Text", "Sentence", "Strangeness", "Then"]));
        Assert.That(model.Transform(rows).Schema.Select(column => column.Name), Is.EqualTo(promised));
    }

    [Test]
    public void A_training_is_cancelled_within_an_epoch()
    {
        using var source = new CancellationTokenSource();
        var watch = new Recorder(happening =>
        {
            if (happening is EpochCompleted { Record.Epoch: 1 })
            {
                source.Cancel();
            }
        });

        Assert.That(
            () => Fit(ToyLanguage.Cell, Quick with { Progress = watch, CancellationToken = source.Token }, ToyLanguage.Rows(60)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(watch.All.OfType<EpochCompleted>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void What_cannot_be_trained_is_refused_with_the_reason()
    {
        var numbers = Ml.Data.LoadFromEnumerable([new { Text = 1f }]);
        var trainer = Ml.Transforms.Text.RecurrentLanguageModel(ToyLanguage.Cell);

        Assert.That(
            () => Ml.Transforms.Text.RecurrentLanguageModel(null!),
            Throws.ArgumentNullException.With.Property("ParamName").EqualTo("genotype"));
        Assert.That(() => trainer.Fit(null!), Throws.ArgumentNullException);
        Assert.That(() => trainer.GetOutputSchema(null!), Throws.ArgumentNullException);
        Assert.That(() => trainer.Fit(new UnreadableView(numbers)), Throws.ArgumentException.With.Message.Contains("'Text' is Single"));
        Assert.That(
            () => trainer.GetOutputSchema(new ShapeCatcher().Catch(numbers)),
            Throws.ArgumentException.With.Message.Contains("'Text' is Single"));
        Assert.That(
            () => Fit(ToyLanguage.Cell, Quick, ToyLanguage.Rows(5)),
            Throws.ArgumentException.With.Message.Contains("at least 100"));
        Assert.That(
            () => Quick with { NextWordsColumnName = "" },
            Throws.ArgumentException.With.Property("ParamName").EqualTo("NextWordsColumnName"));
    }

    private static LanguageModelTransformer Fit(
        RecurrentGenotype cell,
        RecurrentLanguageModelEstimatorOptions options,
        IEnumerable<ToyLanguage.Row> rows) =>
        Ml.Transforms.Text.RecurrentLanguageModel(cell, options).Fit(Ml.Data.LoadFromEnumerable(rows));

    private static ToyLanguage.Prediction[] Score(ITransformer model, ToyLanguage.Row[] rows) =>
        [.. Ml.Data.CreateEnumerable<ToyLanguage.Prediction>(model.Transform(Ml.Data.LoadFromEnumerable(rows)), reuseRowObject: false)];

    private static IEnumerable<string> Bits(IEnumerable<ToyLanguage.Prediction> rows) =>
        rows.Select(row => $"{BitConverter.SingleToInt32Bits(row.Perplexity)} {string.Join(' ', row.NextWords)}");

    /// <summary>How often each word occurs, the end of a text being one.</summary>
    private sealed class Unigrams(Dictionary<string, int> counts, int total)
    {
        private static readonly TextTokenizer Tokenizer = new();

        public static Unigrams Of(IEnumerable<ToyLanguage.Row> rows)
        {
            var words = rows.SelectMany(row => WordsOf(row.Text)).ToArray();
            return new Unigrams(words.CountBy(word => word).ToDictionary(), words.Length);
        }

        public double Perplexity(string text) => Math.Exp(-WordsOf(text).Average(word => Math.Log((double)counts[word] / total)));

        private static IEnumerable<string> WordsOf(string text) => Tokenizer.Tokenize(text).Append(Corpus.EndWord);
    }

    private sealed class Found : ISearchStrategy
    {
        public NeuralArchitectureSearchResult Search(SearchTask task) => new()
        {
            Architecture = ((RecurrentCellSpace)task.Space).Sample(new Random(4)),
            Outcome = SearchOutcome.Completed,
            Seed = task.Seed,
        };
    }
}
