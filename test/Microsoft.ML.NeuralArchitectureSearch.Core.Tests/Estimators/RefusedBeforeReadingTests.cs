using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Settings that do not suit each other, the space or the data are refused before any row is read.</summary>
public sealed class RefusedBeforeReadingTests
{
    private readonly MLContext _ml = new(seed: 1);

    private static ImageSearchOptions Images =>
        new() { FeatureColumnName = "Pixels", FinalNetwork = ToyImages.SmallNetwork, Training = ToyImages.ShortTraining };

    [Test]
    public void Columns_of_one_name()
    {
        Refused(Images with { ScoreColumnName = "PredictedLabel" }, "ScoreColumnName", "PredictedLabel");
        Refused(Images with { PredictedLabelColumnName = "Label" }, "PredictedLabelColumnName", "'Label'");
        Refused(Images with { ScoreColumnName = "Pixels" }, "ScoreColumnName", "'Pixels'");
        Assert.That(
            () => _ml.Transforms.Text.NeuralArchitecture(new LanguageModelSearchOptions { PerplexityColumnName = "NextWords" }),
            Throws.ArgumentException.With.Message.Contains("'NextWords'"));
    }

    [Test]
    public void Cutouts_and_borders_that_are_larger_than_the_images()
    {
        Refused(Images with { Training = new() { Augmentation = ImageAugmentation.Cifar10 } }, "CutoutLength is 16", "at most 8");
        Refused(Images with { Training = new() { Augmentation = new() { CropPadding = 9 } } }, "CropPadding is 9");
        Refused(Images with { Strategy = new DartsStrategy(new() { Augmentation = ImageAugmentation.Cifar10 }) }, "CutoutLength");
        Refused(
            Images with { Strategy = SearchStrategies.RandomSearch(new() { Augmentation = ImageAugmentation.Cifar10 }) },
            "CutoutLength");
        Refused(
            Images with { Strategy = SearchStrategies.RandomWeightSharing(new() { Augmentation = ImageAugmentation.Cifar10 }) },
            "CutoutLength");
    }

    [Test]
    public void Fractions_that_leave_a_single_example()
    {
        Refused(Images with { Training = new() { ValidationFraction = 0.99 } }, "ValidationFraction", "60 examples");
        Refused(Images with { Strategy = new DartsStrategy(new() { ValidationFraction = 0.01 }) }, "ValidationFraction");
        Refused(Images with { Strategy = SearchStrategies.RandomSearch(new() { ValidationFraction = 0.99 }) }, "ValidationFraction");
        Refused(Images with { Strategy = SearchStrategies.RandomSearch(new() { DataFraction = 0.01 }) }, "DataFraction");
    }

    [Test]
    public void Learning_rates_that_rise()
    {
        Refused(
            Images with { Strategy = new DartsStrategy(new() { LearningRate = 0.001, MinimumLearningRate = 0.01 }) },
            "MinimumLearningRate is 0.01");
        Refused(
            Images with { Strategy = SearchStrategies.RandomWeightSharing(new() { LearningRate = 0.001, FinalLearningRate = 0.01 }) },
            "FinalLearningRate is 0.01");
        Refused(
            Images with { Strategy = SearchStrategies.Enas(null, new() { LearningRate = 0.001 }) },
            "FinalLearningRate is 0.005",
            "0.001");
    }

    [Test]
    public void Strategies_and_evaluators_that_cannot_do_the_space()
    {
        Refused(Images with { Space = new NasNetCellSpace() }, "DARTS");
        Refused(Images with { Strategy = new RecurrentDartsStrategy() }, "RecurrentCellSpace");
        Refused(Images with { Strategy = RecurrentSearchStrategies.RandomSearch() }, "RecurrentCellSpace");
        Refused(Images with { Space = new ToyNetworkSpace(), Strategy = SearchStrategies.AmoebaNet() }, "IMutationSpace");
        Assert.That(
            () => Texts(new() { Space = ToyTexts.Space, Strategy = RecurrentSearchStrategies.RandomWeightSharing() }), Throws
                .ArgumentException
                .With
                .Message
                .Contains("RecurrentCellSpace"));
        Assert.That(
            () => _ml.Transforms.Text.NeuralArchitecture(new LanguageModelSearchOptions { Strategy = SearchStrategies.RandomSearch() })
                .Fit(new UnreadableView(ToyTexts.Keyed(_ml, 12))),
            Throws.ArgumentException.With.Message.Contains("INetworkSpace"));
    }

    [Test]
    public void A_missing_file_of_word_vectors()
    {
        Assert.That(
            () => Texts(new() { Text = new() { WordVectorsPath = "no such file" } }),
            Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("no such file"));
        Assert.That(
            () => _ml.MulticlassClassification.Trainers
                .TextNetwork(ToyTexts.Space, ToyTexts.Cells, new() { Text = new() { WordVectorsPath = "no such file" } })
                .Fit(new UnreadableView(ToyTexts.Keyed(_ml, 12))),
            Throws.InstanceOf<FileNotFoundException>());
    }

    [Test]
    public void Networks_that_do_not_fit_the_classes_or_are_none()
    {
        Assert.That(() => Describe((_, _) => null!), Throws.ArgumentException.With.Message.Contains("returned no network"));
        Assert.That(
            () => Describe((words, size) => RecurrentTextGraph(words, size with { ClassCount = size.ClassCount + 1 })), Throws
                .ArgumentException
                .With
                .Message
                .Contains("a logit for each"));
    }

    [Test]
    public void Images_that_cannot_fit_into_memory()
    {
        var few = ToyImages.Keyed(_ml, 60);

        Assert.That(
            () => _ml.MulticlassClassification.Trainers.NeuralArchitecture(Images).Fit(new CountedView(few, 1L << 40)),
            Throws.ArgumentException.With.Message.Contains("memory"));
    }

    [Test]
    public void What_user_code_returns_is_named_where_it_is_null()
    {
        Assert.That(
            () => Fit(Images with { Strategy = new Nothing() }),
            Throws.InstanceOf<InvalidOperationException>().With.Message.EqualTo("Nothing.Search returned null."));
        Assert.That(
            () => Fit(Images with { Space = new Nowhere(), Strategy = new Nothing() }),
            Throws.InstanceOf<InvalidOperationException>().With.Message.EqualTo("Nowhere.Sample returned null."));
        Assert.That(
            () => Fit(Images with { Strategy = new ProposerStrategy(new RandomProposer(), _ => null!) }), Throws
                .InstanceOf<InvalidOperationException>()
                .With
                .Message
                .Contains("creates the evaluator"));
        Assert.That(
            () => Fit(Images with { Strategy = new ProposerStrategy(new RandomProposer(), _ => new Silent()) { Evaluations = 2 } }),
            Throws.InstanceOf<InvalidOperationException>().With.Message.Contains("Silent.Evaluate returned null"));
        Assert.That(
            () => Fit(Images with { Strategy = new ProposerStrategy(new Idle(), _ => new Silent()) }), Throws
                .InstanceOf<InvalidOperationException>()
                .With
                .Message
                .EqualTo("Idle.Start returned null."));
    }

    private static NetworkGraph RecurrentTextGraph(TextInput words, NetworkSize size) =>
        (ToyTexts.Space with { Input = words }).Describe(ToyTexts.Cells, size);

    private void Describe(Func<TextInput, NetworkSize, NetworkGraph> describe) =>
        _ml.MulticlassClassification.Trainers.TextNetwork("mine", describe).Fit(new UnreadableView(ToyTexts.Keyed(_ml, 12)));

    private void Texts(TextSearchOptions options) =>
        _ml.MulticlassClassification.Trainers.NeuralArchitecture(options).Fit(new UnreadableView(ToyTexts.Keyed(_ml, 12)));

    private void Fit(ImageSearchOptions options) =>
        _ml.MulticlassClassification.Trainers.NeuralArchitecture(options).Fit(ToyImages.Keyed(_ml, 24));

    private void Refused(ImageSearchOptions options, params string[] parts)
    {
        var error = Assert.Catch<ArgumentException>(
            () => _ml.MulticlassClassification.Trainers.NeuralArchitecture(options).Fit(new CountedView(ToyImages.Keyed(_ml, 60), 60)))!;

        Assert.That(parts.Where(part => !error.Message.Contains(part, StringComparison.Ordinal)), Is.Empty, error.Message);
    }

    // Says how many rows there are, and fails whoever reads one.
    private sealed class CountedView(IDataView inner, long rows) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => inner.Schema;

        public long? GetRowCount() => rows;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
            throw new InvalidOperationException("A row was read.");

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
            throw new InvalidOperationException("A row was read.");
    }

    private sealed class Nothing : ISearchStrategy
    {
        public NeuralArchitectureSearchResult Search(SearchTask task) => null!;
    }

    private sealed class Nowhere : ISearchSpace
    {
        public Architecture Sample(Random random) => null!;

        public bool Contains(Architecture architecture) => false;

        public Architecture FromJson(string json) => null!;
    }

    private sealed class Silent : IEvaluator
    {
        public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default) => null!;

        public void Dispose()
        {
        }
    }

    private sealed class Idle : IProposer
    {
        public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) => null!;
    }
}
