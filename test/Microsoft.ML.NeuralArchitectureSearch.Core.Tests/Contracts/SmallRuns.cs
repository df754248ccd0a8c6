using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>Every kind of work that users ask for, in a second or less each; what comes out is told to the bit.</summary>
internal static class SmallRuns
{
    private const int Seed = 5;

    /// <summary>Models that are fitted, saved, loaded and transform their rows.</summary>
    public static TestCaseData[] Models =>
    [
        Case("image classifier", () => FitImages(kernelThreads: null)),
        Case("image classifier on torch's operations", () => FitImages(kernelThreads: 0)),
        Case("text network", () => FitTexts(ToyTexts.Cells)),
        Case("recurrent text network", () => FitTexts(Gru)),
        Case("recurrent language model", FitLanguage),
    ];

    /// <summary>Searches, each on its own kind of evaluator.</summary>
    public static TestCaseData[] Searches =>
    [
        Case("DARTS", () => SearchImages(Darts(order: 1, kernelThreads: null))),
        Case("second-order DARTS on torch's operations", () => SearchImages(Darts(order: 2, kernelThreads: 0))),
        Case("NAO over texts", () => SearchTexts(SearchStrategies.Nao(new NaoOptions { InitialArchitectures = 3 }, new() { Epochs = 1 }))),
        Case("ENAS over texts", () => SearchTexts(SearchStrategies.Enas(evaluation: new() { WarmUpEpochs = 1 }))),
        Case(
            "recurrent DARTS",
            () => SearchLanguage(new RecurrentDartsStrategy(new() { Epochs = 1, BatchSize = 4, Model = new() { HiddenSize = 8 } }))),
        Case("ENAS over recurrent cells", () => SearchLanguage(RecurrentSearchStrategies.Enas(
            evaluation: new() {
                WarmUpEpochs = 1,
                StepsPerCandidate = 1,
                Model = new() { HiddenSize = 8 },
                SequenceLength = 10 }) with { Evaluations = 3 })),
    ];

    public static TestCaseData[] All => [.. Models, .. Searches];

    private static Genotype Gru { get; } = new(
        new CellGenotype([new Edge(0, TextOperationNames.BidirectionalGru), new Edge(1, OperationNames.SkipConnect)]),
        new CellGenotype([new Edge(0, OperationNames.SkipConnect), new Edge(1, TextOperationNames.MaxPooling3)]));

    /// <summary>Who is told of the events of the runs of a thread; nobody by default.</summary>
    public static ThreadLocal<IProgress<SearchEvent>?> Watch { get; } = new();

    private static MLContext Context => new(seed: 1);

    private static TestCaseData Case(string name, Func<string> run) => new TestCaseData(run).SetArgDisplayNames(name);

    private static DartsStrategy Darts(int order, int? kernelThreads) =>
        new(new() { Order = order, Epochs = 1, Channels = 2, Cells = 3, BatchSize = 4, KernelThreads = kernelThreads });

    private static string FitImages(int? kernelThreads)
    {
        var ml = Context;
        var data = ToyImages.Keyed(ml, 48);
        using var model = ml.MulticlassClassification.Trainers.CellNetwork(PublishedGenotypes.DartsV2, new CellNetworkTrainerOptions
        {
            FeatureColumnName = "Pixels",
            Network = ToyImages.SmallNetwork,
            Training = ToyImages.ShortTraining with { DropPathProbability = 0.2, KernelThreads = kernelThreads },
            Seed = Seed,
            Progress = Watch.Value,
        }).Fit(data);
        return Scores(ml, model, data);
    }

    private static string FitTexts(Genotype cells)
    {
        var ml = Context;
        var data = ToyTexts.Keyed(ml, 48);
        var space = ToyTexts.Space with
        {
            Operations = [.. ToyTexts.Space.Operations, TextOperationNames.BidirectionalGru],
            Nodes = cells.Normal.Nodes.Length,
            Network = ToyTexts.Space.Network with { EmbeddingDropout = 0.1, Dropout = 0.1 },
        };
        var options = new TextNetworkTrainerOptions
        {
            Training = ToyTexts.Training with { Epochs = 2 },
            Seed = Seed,
            Progress = Watch.Value
        };
        using var model = ml.MulticlassClassification.Trainers.TextNetwork(space, cells, options).Fit(data);
        return Scores(ml, model, data);
    }

    private static string FitLanguage()
    {
        var ml = Context;
        var data = ml.Data.LoadFromEnumerable(ToyLanguage.Rows(60));
        using var model = ml.Transforms.Text.RecurrentLanguageModel(PublishedRecurrentGenotypes
            .DartsV2, new RecurrentLanguageModelEstimatorOptions
            {
                Network = new() { HiddenSize = 16 },
                Training = new() { Epochs = 2, BatchSize = 4, SequenceLength = 10 },
                Seed = Seed,
                Progress = Watch.Value,
            }).Fit(data);
        return Scores(ml, model, data, "Perplexity");
    }

    private static string SearchImages(ISearchStrategy strategy)
    {
        var ml = Context;
        var options = new ImageSearchOptions { FeatureColumnName = "Pixels", Strategy = strategy, Seed = Seed, Progress = Watch.Value };
        return Found(ml.MulticlassClassification.Trainers.NeuralArchitecture(options).Search(ToyImages.Keyed(ml, 24)));
    }

    private static string SearchTexts(ProposerStrategy strategy)
    {
        var ml = Context;
        var space = ToyTexts.Space with { Network = ToyTexts.Space.Network with { Dropout = 0.1 } };
        var options = new TextSearchOptions
        {
            Space = space,
            Strategy = strategy with { Evaluations = 4 },
            Seed = Seed,
            Progress = Watch.Value
        };
        return Found(ml.MulticlassClassification.Trainers.NeuralArchitecture(options).Search(ToyTexts.Keyed(ml, 48)));
    }

    private static string SearchLanguage(ISearchStrategy strategy)
    {
        var ml = Context;
        var options = new LanguageModelSearchOptions { Strategy = strategy, Seed = Seed, Progress = Watch.Value };
        return Found(ml.Transforms.Text.NeuralArchitecture(options).Search(ml.Data.LoadFromEnumerable(ToyLanguage.Rows(60))));
    }

    private static string Scores(MLContext ml, ITransformer model, IDataView data, string? column = null)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);
        using (loaded as IDisposable)
        {
            var here = Scores(model.Transform(data), column);
            Assert.That(Scores(loaded.Transform(data), column), Is.EqualTo(here));
            return here;
        }
    }

    private static string Scores(IDataView scored, string? column) => Bits(column is null
        ? scored.GetColumn<float[]>("Score").SelectMany(score => score)
        : scored.GetColumn<float>(column));

    private static string Found(NeuralArchitectureSearchResult found)
    {
        Assert.That(found.Candidates.Select(candidate => candidate.Result.Failure), Is.All.Null);
        var scores = found.Candidates.Select(candidate => candidate.Result.Score).Concat(found.History.Select(epoch => epoch.TrainingLoss));
        return $"{found.Architecture}; {string.Join(' ', scores.Select(BitConverter.DoubleToInt64Bits))}";
    }

    private static string Bits(IEnumerable<float> values) => string.Join(' ', values.Select(BitConverter.SingleToInt32Bits));
}
