using System.Text;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Settings;

/// <summary>Options of texts, of networks over them, and of their estimators.</summary>
internal static class TextProbes
{
    private static readonly TrainingOptions Training = ToyTexts.Training with { Epochs = 1 };
    private static readonly TextNetworkTrainerOptions Trainer = new() { Training = Training, Seed = 3 };
    private static readonly RecurrentTextOptions Recurrent = new() { HiddenSize = 4, EmbeddingWidth = 4 };

    private static readonly TextSearchOptions Search = new()
    {
        Space = ToyTexts.Space,
        Strategy = SearchStrategies.RandomSearch(new() { Epochs = 1 }) with { Evaluations = 2 },
        Training = Training,
        Seed = 3,
    };

    public static Probe[] All =>
    [
        Shared(Probe.Of(Trainer, options => Fit(options, ToyTexts.Space))),
        Shared(Probe.Of(Search, Fit))
            .With("Space", ToyTexts.Space with { Nodes = 1 })
            .With("Strategy", ((ProposerStrategy)Search.Strategy!) with { Evaluations = 5 })
            .With("FinalNetwork", ToyTexts.Space.Network with { Channels = 6 })
            .With("TimeBudget", TimeSpan.FromTicks(1)),
        Probe.Of(new TextOptions(), options => Fit(Trainer with { Text = options }, ToyTexts.Space))
            .With("Tokenizer", new TextTokenizer { LowersCase = false })
            .With("Vocabulary", new VocabularyOptions { MaximumSize = 5 })
            .With("WordVectorsPath", "absent.WordVectorsPath"),
        Probe.Of(new VocabularyOptions(), options => Fit(Trainer with { Text = new() { Vocabulary = options } }, ToyTexts.Space))
            .With("MaximumSize", 5)
            .With("MinimumFrequency", 5),
        Probe.Of(new TextTokenizer(), options => string.Join('|', options.Tokenize("We win 25 cash, cafe\u0301.")))
            .With("Normalization", NormalizationForm.FormC)
            .MayRefuse("Normalization"),
        Probe.Of(ToyTexts.Space.Network with { Cells = 1 }, options => Fit(Trainer, ToyTexts.Space with { Network = options }))
            .With("Channels", 8),
        Probe.Of(
            Recurrent,
            options => Fit(ml => ml.MulticlassClassification.Trainers.RecurrentCellNetwork(ToyLanguage.Cell, options, Trainer), Trainer)),
    ];

    private static Probe Shared(Probe probe) =>
        EstimatorProbes.Run(probe).With("Text", new TextOptions { MaximumLength = 3 }).With("Training", Training with { Epochs = 2 });

    private static string Fit(TextNetworkTrainerOptions options, TextCellSpace space) =>
        Fit(ml => ml.MulticlassClassification.Trainers.TextNetwork(space, ToyTexts.Cells, options), options);

    private static string Fit(TextSearchOptions options) =>
        Fit(ml => ml.MulticlassClassification.Trainers.NeuralArchitecture(options), options);

    private static string Fit(
        Func<MLContext, IEstimator<TextNetworkTransformer>> estimator,
        ClassifierEstimatorOptions options) => EstimatorProbes.Seen(options, () =>
    {
        var ml = new MLContext(seed: 1);
        var data = ToyTexts.Keyed(ml, ToyTexts.Rows(32).Select((row, index) => new ToyTexts.Row
        {
            Label = row.Label,
            Text = index % 3 == 0 ? row.Text.ToUpperInvariant() : row.Text,
        }));
        using var model = estimator(ml).Fit(data);
        return Observed.Scored(model, data, options.ScoreColumnName);
    });
}
