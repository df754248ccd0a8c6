using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

public sealed class LanguageModelEstimatorTests
{
    private static readonly LanguageModelSearchOptions Quick = new()
    {
        Space = new RecurrentCellSpace { Nodes = 2 },
        Strategy = new FirstSample(),
        FinalNetwork = new() { HiddenSize = 16 },
        Training = new() { Epochs = 12, BatchSize = 4, SequenceLength = 10 },
        Seed = 3,
    };

    private static readonly MLContext Ml = new(seed: 1);

    [Test]
    public void Learns_which_words_follow_and_which_sentences_are_strange()
    {
        using var model = Fit(Ml, Quick, ToyLanguage.Rows(200));

        var scored = Score(model, "the cat", "the cat eats fish .", "fish the . song cat");

        Assert.That(scored[0].NextWords.Take(4), Is.EquivalentTo(["eats", "chases", "sings", "sleeps"]));
        Assert.That(scored[1].Perplexity, Is.InRange(1, 4), "Of the seven words some are certain, and two are one of three or four.");
        Assert.That(scored[2].Perplexity, Is.GreaterThan(5 * scored[1].Perplexity));
        Assert.That(model.Genotype.Nodes, Has.Length.EqualTo(2));
        Assert.That(model.SearchResult!.Architecture, Is.EqualTo(model.Genotype));
        Assert.That(model.TrainingHistory[^1].ValidationLoss, Is.LessThan(model.TrainingHistory[0].ValidationLoss!.Value));
    }

    private static readonly LanguageModelEvaluatorOptions Trained = new() { Epochs = 1, Model = new() { HiddenSize = 8 } };

    private static readonly SharedLanguageModelOptions Shared = new()
    {
        WarmUpEpochs = 1,
        StepsPerCandidate = 1,
        Model = new() { HiddenSize = 8 },
        SequenceLength = 10
    };

    private static TestCaseData[] Searches =>
    [
        new TestCaseData(RecurrentSearchStrategies.Nao(evaluation: Trained)).SetArgDisplayNames("NAO"),
        new TestCaseData(RecurrentSearchStrategies.NaoWeightSharing(evaluation: Shared)).SetArgDisplayNames("NAO-WS"),
        new TestCaseData(RecurrentSearchStrategies.Enas(evaluation: Shared)).SetArgDisplayNames("ENAS"),
        new TestCaseData(RecurrentSearchStrategies.RandomSearch(Trained)).SetArgDisplayNames("random search"),
        new TestCaseData(RecurrentSearchStrategies.RandomWeightSharing(Shared)).SetArgDisplayNames("random search with weight sharing"),
    ];

    [TestCaseSource(nameof(Searches))]
    public void The_searches_of_the_literature_find_its_cell(ProposerStrategy search)
    {
        var options = Quick with { Strategy = search with { Evaluations = 3 }, Training = Quick.Training! with { Epochs = 1 } };

        using var model = Fit(Ml, options, ToyLanguage.Rows(60));

        Assert.That(model.SearchResult!.Candidates, Has.Length.EqualTo(3));
        Assert.That(model.SearchResult.Candidates.Select(candidate => candidate.Result.Score), Has.All.Negative);
        Assert.That(
            model.Genotype,
            Is.EqualTo(model.SearchResult.Candidates.MaxBy(candidate => candidate.Result.Score)!.Candidate.Architecture));
    }

    [Test]
    public void The_same_seed_gives_the_same_model()
    {
        using var one = Fit(Ml, Quick with { Training = Quick.Training! with { Epochs = 2 } }, ToyLanguage.Rows(60));
        using var other = Fit(Ml, Quick with { Training = Quick.Training! with { Epochs = 2 } }, ToyLanguage.Rows(60));

        Assert.That(
            BitConverter.SingleToInt32Bits(Score(one, "a bird sings a song .")[0].Perplexity),
            Is.EqualTo(BitConverter.SingleToInt32Bits(Score(other, "a bird sings a song .")[0].Perplexity)));
    }

    [Test]
    public void A_clean_process_loads_the_model_and_scores_to_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var rows = ToyLanguage.Rows(60).ToArray();
        using var model = Fit(Ml, Quick with { Training = Quick.Training! with { Epochs = 1 } }, rows);
        Ml.Model.Save(model, Ml.Data.LoadFromEnumerable(rows).Schema, folder.File("model.zip"));
        File.WriteAllLines(folder.File("texts.txt"), rows.Select(row => row.Text));

        var there = CleanProcess.Run(folder.File("model.zip"), folder.File("texts.txt"), "language");

        var here = Score(model, [.. rows.Select(row => row.Text)]);
        Assert.That(
            there,
            Is.EqualTo(here.Select(row => $"{BitConverter.SingleToInt32Bits(row.Perplexity)} {string.Join(' ', row.NextWords)}")));
    }

    [Test]
    public void A_pipeline_knows_the_columns_before_there_is_a_model()
    {
        var input = SchemaOf(Ml.Data.LoadFromEnumerable(ToyLanguage.Rows(1)));

        var output = Ml.Transforms.Text.NeuralArchitecture(Quick with { PerplexityColumnName = "Strangeness" }).GetOutputSchema(input);

        Assert.That(output.Select(column => column.Name), Is.EqualTo(["Number", "Text", "Strangeness", "NextWords"]));
        Assert.That(output.Single(column => column.Name == "Strangeness").ItemType, Is.EqualTo(NumberDataViewType.Single));
        Assert.That(output.Single(column => column.Name == "NextWords").Kind, Is.EqualTo(SchemaShape.Column.VectorKind.Vector));
    }

    [Test]
    public void A_cancelled_training_hands_over_what_was_found()
    {
        using var source = new CancellationTokenSource();
        var watch = new Recorder(happening =>
        {
            if (happening is EpochCompleted { Record.Epoch: 2 })
            {
                source.Cancel();
            }
        });

        var cancelled = Assert.Throws<SearchCancelledException>(
            () => Fit(Ml, Quick with { Progress = watch, CancellationToken = source.Token }, ToyLanguage.Rows(60)))!;

        Assert.That(cancelled.Result!.Architecture, Is.InstanceOf<RecurrentGenotype>());
        Assert.That(watch.All.OfType<EpochCompleted>().Count(), Is.EqualTo(2));
    }

    [Test]
    public void Rows_without_a_word_are_left_out_with_a_warning_and_the_log_tells_what_was_read()
    {
        var ml = new MLContext(seed: 1);
        var log = new Log(ml);

        Fit(
            ml,
            Quick with { Training = new() { Epochs = 1, BatchSize = 4, SequenceLength = 10 } },
            [.. ToyLanguage.Rows(60), new() { Text = " " }, new() { Text = "" }]).Dispose();

        Assert.That(log.Warnings, Has.Some.Contains("2 rows have an empty text in column 'Text'"));
        Assert.That(log.Lines, Has.Some.StartsWith("Read 60 texts of "));
    }

    private static TestCaseData[] WhatCannotBeLearnedFrom =>
    [
        new TestCaseData(Array.Empty<string>(), "empty").SetArgDisplayNames("no row"),
        new TestCaseData((string[])["", "  ", "\t"], "All 3 texts").SetArgDisplayNames("only blank rows"),
        new TestCaseData((string[])["the cat eats fish"], "at least 100").SetArgDisplayNames("too little text"),
        new TestCaseData(Enumerable.Range(0, 200).Select(word => $"word{word}").ToArray(), "would be empty").SetArgDisplayNames(
            "no word occurs twice"),
    ];

    [TestCaseSource(nameof(WhatCannotBeLearnedFrom))]
    public void Texts_that_nothing_can_be_learned_from_are_refused_with_the_reason(string[] texts, string reason) => Assert.That(
        () => Fit(Ml, Quick, texts.Select(text => new ToyLanguage.Row
        {
            Text = text
        })), Throws.ArgumentException.With.Message.Contains(reason));

    [Test]
    public void A_column_that_is_no_text_is_refused_before_anything_is_read()
    {
        var numbers = Ml.Data.LoadFromEnumerable([new { Text = 1f }]);

        Assert.That(
            () => Ml.Transforms.Text.NeuralArchitecture(Quick).Fit(numbers),
            Throws.ArgumentException.With.Message.Contains("'Text' is Single"));
        Assert.That(
            () => Ml.Transforms.Text.NeuralArchitecture(Quick).GetOutputSchema(SchemaOf(numbers)), Throws.ArgumentException.With.Message
                .Contains("'Text' is Single"));
    }

    [Test]
    public void Options_that_cannot_be_are_refused_by_name()
    {
        Assert.That(
            () => new LanguageModelSearchOptions { FeatureColumnName = " " },
            Throws.ArgumentException.With.Property("ParamName").EqualTo("FeatureColumnName"));
        Assert.That(
            () => new LanguageModelSearchOptions { NextWordCount = 0 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("NextWordCount"));
        Assert.That(
            () => new LanguageModelSearchOptions { ValidationFraction = 1 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("ValidationFraction"));
    }

    private static LanguageModelTransformer Fit(MLContext ml, LanguageModelSearchOptions options, IEnumerable<ToyLanguage.Row> rows) =>
        ml.Transforms.Text.NeuralArchitecture(options).Fit(ml.Data.LoadFromEnumerable(rows));

    private static SchemaShape SchemaOf(IDataView view) => new ShapeCatcher().Catch(view);

    private static ToyLanguage.Prediction[] Score(LanguageModelTransformer model, params string[] texts) =>
    [
        .. Ml.Data.CreateEnumerable<ToyLanguage.Prediction>(
            model.Transform(Ml.Data.LoadFromEnumerable(texts.Select(text => new ToyLanguage.Row { Text = text }))), reuseRowObject: false),
    ];

    private sealed class FirstSample : ISearchStrategy
    {
        public NeuralArchitectureSearchResult Search(SearchTask task) => new()
        {
            Architecture = task.Space.Sample(new Random(task.Seed)),
            Outcome = SearchOutcome.Completed,
            Seed = task.Seed,
        };
    }
}
