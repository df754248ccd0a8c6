using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Settings;

/// <summary>Options of language models and of their estimators.</summary>
internal static class LanguageProbes
{
    private static readonly LanguageModelOptions Network = new() { HiddenSize = 8 };
    private static readonly LanguageModelTrainingOptions Training = new() { Epochs = 2, BatchSize = 4, SequenceLength = 10 };
    private static readonly RecurrentLanguageModelEstimatorOptions Trainer = new() { Network = Network, Training = Training, Seed = 3 };

    private static readonly LanguageModelSearchOptions Search = new()
    {
        Space = new RecurrentCellSpace { Nodes = 2 },
        Strategy = Strategy(evaluations: 2),
        FinalNetwork = Network,
        Training = Training,
        Seed = 3,
    };

    public static Probe[] All =>
    [
        Shared(Probe.Of(Trainer, Fit)).With("Network", Network with { HiddenSize = 12 }),
        Shared(Probe.Of(Search, options => Fit(ml => ml.Transforms.Text.NeuralArchitecture(options), options)))
            .With("Space", new RecurrentCellSpace { Nodes = 3 })
            .With("Strategy", Strategy(evaluations: 5))
            .With("FinalNetwork", Network with { HiddenSize = 12 })
            .With("TimeBudget", TimeSpan.FromTicks(1)),
        Probe.Of(Network, options => Fit(Trainer with { Network = options })),
        Probe.Of(Training, options => Fit(Trainer with { Training = options }))
            .With("WeightDecay", 0.1)
            .With("TemporalActivationRegularization", 1.0)
            .With("AveragingPatience", 100)
            .With("GradientClipping", 0.01)
            .With("TimeBudget", TimeSpan.FromTicks(1))
            .With("KernelThreads", 0)
            .Where("AveragingPatience", Training with { Epochs = 12, LearningRate = 60, AveragingPatience = 0 }),
    ];

    private static ProposerStrategy Strategy(int evaluations) =>
        RecurrentSearchStrategies.RandomSearch(
            new() { Epochs = 1, Model = Network, Training = Training with { Epochs = null } }) with
        { Evaluations = evaluations };

    private static Probe Shared(Probe probe) => EstimatorProbes.Run(probe)
        .With("Training", Training with { Epochs = 3 })
        .With("Tokenizer", new TextTokenizer { LowersCase = false })
        .With("Vocabulary", new VocabularyOptions { MaximumSize = 5 })
        .With("ValidationFraction", 0.3);

    private static string Fit(RecurrentLanguageModelEstimatorOptions options) =>
        Fit(ml => ml.Transforms.Text.RecurrentLanguageModel(ToyLanguage.Cell, options), options);

    private static string Fit(
        Func<MLContext, IEstimator<LanguageModelTransformer>> estimator,
        LanguageModelEstimatorOptions options) => EstimatorProbes.Seen(options, () =>
    {
        var ml = new MLContext(seed: 1);
        var data = ml.Data.LoadFromEnumerable(ToyLanguage.Rows(60).Select((row, index) => new ToyLanguage.Row
        {
            Text = index % 3 == 0 ? row.Text.ToUpperInvariant() : row.Text,
        }));
        using var model = estimator(ml).Fit(data);
        var words = model.Transform(data).Schema[options.NextWordsColumnName].Type;
        return $"{Observed.Scored(model, data, options.PerplexityColumnName)} {words} "
            + $"{string.Join(' ', model.TrainingHistory.Select(epoch => Observed.Text([epoch.TrainingLoss])))}";
    });
}
