using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training.Checkpoints;

[TestFixture("averaged")]
[TestFixture("without kernels", Explicit = true, Category = "Slow")]
public sealed class LanguageModelCheckpointTests(string kind) : CheckpointContract
{
    private static readonly RecurrentGenotype Cell = new([new("tanh", 0), new("relu", 1)]);

    // No patience: the weights are averaged from the first epoch on that is worse than another one.
    private static readonly LanguageModelTrainingOptions Averaged = new()
    {
        Epochs = 8,
        BatchSize = 8,
        SequenceLength = 12,
        LearningRate = 30,
        AveragingPatience = 0
    };

    private LanguageModelTrainingOptions Options => kind == "averaged" ? Averaged : Averaged with { KernelThreads = 0 };

    private protected override string[] Files => [CheckpointFolder.Training];

    [Test]
    public void The_test_covers_averaged_weights()
    {
        var path = NewFolder();
        Kill(path, int.MaxValue);

        Assert.That(CheckpointFile.Read(Path.Combine(path, CheckpointFolder.Training)).State.Get<bool>("averaged"), Is.True);
    }

    private protected override string Run(CheckpointFolder? checkpoints, IProgress<SearchEvent>? progress, Func<bool> poll) =>
        Run(Options, checkpoints, progress, poll);

    private protected override void RunWithAnotherOption(CheckpointFolder checkpoints) =>
        Run(Options with { AveragingPatience = 1 }, checkpoints, null, () => false);

    private protected override void RunOnOtherData(CheckpointFolder checkpoints) =>
        Run(Options, checkpoints, null, () => false, dataSeed: 2);

    private static string Run(
        LanguageModelTrainingOptions options,
        CheckpointFolder? checkpoints,
        IProgress<SearchEvent>? progress,
        Func<bool> poll,
        int dataSeed = 1)
    {
        using var text = GrammarText.Create(groups: 120, seed: dataSeed);
        var (training, validation) = text.Split(0.8);
        using (training)
        using (validation)
        {
            var context = new TrainingContext { Seed = 5, Checkpoints = checkpoints, Progress = progress, IsCancelled = poll };
            var size = new LanguageModelOptions { HiddenSize = 8 }.ScaledTo(training.Count);
            var (network, result) = FinalTraining.Run(Cell, size, training, validation, options, context);
            using (network)
            {
                return CheckpointedResult.Of(result, network);
            }
        }
    }
}
