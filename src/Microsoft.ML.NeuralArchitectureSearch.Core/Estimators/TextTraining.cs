using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>How networks over texts are trained.</summary>
public static class TextTraining
{
    /// <summary>
    /// What suits texts, where nothing else is asked for: 10 epochs of Adam at a rate of 0.002 in mini-batches of 32, no drop path.
    /// </summary>
    public static TrainingOptions Default { get; } =
        new() { Epochs = 10, BatchSize = 32, LearningRate = 0.002, Adam = new(), WeightDecay = 0.01, DropPathProbability = 0 };

    /// <summary>The same for candidates that are trained one by one: 4 epochs, networks of the size that the space names.</summary>
    public static TrainedEvaluatorOptions Candidates { get; } = new()
    {
        Epochs = 4,
        BatchSize = 32,
        LearningRate = 0.002,
        Adam = new(),
        WeightDecay = 0.01,
    };

    /// <summary>The same for weights that candidates share: 8 epochs before the first candidate is scored, 16 channels.</summary>
    public static SharedWeightsOptions SharedWeights { get; } = new()
    {
        WarmUpEpochs = 8,
        Channels = 16,
        BatchSize = 32,
        LearningRate = 0.002,
        FinalLearningRate = 0.0005,
        Adam = new(),
        WeightDecay = 0.01,
    };

    /// <summary>The search, where no other is asked for.</summary>
    internal static ProposerStrategy DefaultSearch { get; } = SearchStrategies.RandomSearch(Candidates) with { Evaluations = 12 };

    internal static TrainingOptions? Checked(TrainingOptions? training, string option) =>
        training?.Augmentation is { } varied && varied != ImageAugmentation.None
            ? throw new ArgumentException($"{nameof(TrainingOptions.Augmentation)} varies images; texts are not varied.", option)
            : training;
}
