using System.Reflection;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Settings;

/// <summary>Options of evaluators: the scores and costs of a few candidates.</summary>
internal static class EvaluatorProbes
{
    private static readonly TrainedEvaluatorOptions Trained = new() { Epochs = 6, BatchSize = 16, ValidationFraction = 0.5 };
    private static readonly EarlyTermination Termination = new() { Threshold = 0.9 };
    private static readonly SharedWeightsOptions Shared = new()
    {
        WarmUpEpochs = 8,
        StepsPerCandidate = 8,
        BatchSize = 16,
        LearningRate = 0.1,
        RecalibrationBatches = 1,
        ValidationFraction = 0.5
    };
    private static readonly LanguageModelEvaluatorOptions Language = new()
    {
        Epochs = 2,
        Model = TextTask.Size,
        Training = new() { BatchSize = 8, SequenceLength = 10, LearningRate = 10 },
    };

    private static readonly SharedLanguageModelOptions SharedLanguage = new()
    {
        WarmUpEpochs = 1,
        StepsPerCandidate = 1,
        Model = TextTask.Size,
        BatchSize = 8,
        SequenceLength = 10,
        LearningRate = 10,
        ValidationFraction = 0.3,
    };

    private static readonly ImageAugmentation Varied = new() { CropPadding = 4, CutoutLength = 6 };

    public static Probe[] All =>
    [
        Probe.Of(Trained, options => Scores(new TrainedEvaluator(ToyTask.Create(), options)))
            .With("BatchSize", 5)
            .With("WeightDecay", 1.0)
            .With("Augmentation", Varied)
            .With("ParentsKept", 3)
            .Where("EarlyTermination", Trained with { Epochs = 8 }).With("EarlyTermination", Termination),
        Probe.Of(
            Termination,
            options => Scores(
                new TrainedEvaluator(ToyTask.Create(), Trained with { Epochs = 9, EarlyTermination = options }))).With("Threshold", 0.01),
        Probe.Of(Shared, options => Scores(new SharedWeightsEvaluator(ToyTask.Create(), options)))
            .With("ValidationBatches", 1)
            .With("WarmUpEpochs", 0)
            .With("WeightDecay", 1.0)
            .With("GradientClipping", 0.01)
            .With("FinalLearningRate", 0.1)
            .With("Augmentation", Varied),
        Probe.Of(
            new ZeroCostOptions { BatchSize = 8 },
            options => Scores(new ZeroCostEvaluator(ToyTask.Create(), new GradientNormScore(), options))),
        Probe.Of(
            new LatencyOptions(),
            options => Scores(new LatencyEvaluator(ToyTask.Create() with { Clock = new TickingClock() }, options)))
            .Where("BatchSize", new LatencyOptions(), MeasuredImages),
        Probe.Of(Language, options => Scores(new LanguageModelEvaluator(TextTask.Create(), options), TextTask.Direct, TextTask.Squeezing))
            .With("Model", TextTask.Size with { HiddenSize = 8 })
            .With("Training", Language.Training with { LearningRate = 1 }),
        Probe.Of(
            SharedLanguage,
            options => Scores(new SharedLanguageModelEvaluator(TextTask.Create(), options), TextTask.Direct, TextTask.Squeezing))
            .With("Model", TextTask.Size with { HiddenSize = 8 })
            .With("ValidationSegments", 1)
            .With("KernelThreads", 0),
    ];

    private static string Scores(IEvaluator evaluator) =>
        Scores(evaluator, ToyNetworkSpace.Identity, ToyNetworkSpace.Convolution, ToyNetworkSpace.Nothing);

    private static string Scores(IEvaluator evaluator, params Architecture[] architectures)
    {
        using (evaluator)
        {
            var candidates = architectures.Select(
                (architecture, index) => new Candidate(architecture) { Parent = index == 0 ? null : architectures[index - 1] });
            return string.Join('\n', candidates.Select(candidate => evaluator.Evaluate(candidate))
                .Select(result => $"{Observed.Result(result)} {Ticks(evaluator, result)}"));
        }
    }

    // Only the clock of this probe counts looks at it.
    private static double Ticks(IEvaluator evaluator, EvaluationResult result) =>
        evaluator is LatencyEvaluator ? result.Duration.TotalSeconds : 0;

    // How long a pass takes is nothing to rely on; that it is over so many images is.
    private static string MeasuredImages(LatencyOptions options)
    {
        using var evaluator = new LatencyEvaluator(ToyTask.Create(), options);
        var images = (Tensor)typeof(LatencyEvaluator).GetField("_images", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(
            evaluator)!;
        return $"{images.shape[0]}";
    }
}
