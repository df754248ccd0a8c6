using System.Diagnostics;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training.Checkpoints;

/// <remarks>An error within an evaluation is a bad candidate. So a kill is what stands in the folder while the search runs.</remarks>
[TestFixture("ENAS")]
[TestFixture("recurrent ENAS", Explicit = true, Category = "Slow")]
[TestFixture("inherited weights")]
[TestFixture("early termination", Explicit = true, Category = "Slow")]
public sealed class CandidateSearchCheckpointTests(string kind) : CheckpointContract
{
    private static readonly TrainedEvaluatorOptions Trained = new() { Epochs = 2, Channels = 4, Cells = 3, BatchSize = 16 };

    private bool IsRecurrent => kind == "recurrent ENAS";

    private ProposerStrategy Strategy => Create(learningRate: 0.05);

    private ISearchSpace Space => IsRecurrent ? new RecurrentCellSpace { Nodes = 2 } : new DagCellSpace { Nodes = 3 };

    private protected override string[] Files => [CheckpointFolder.Candidates + ".weights"];

    private protected override string Run(CheckpointFolder? checkpoints, IProgress<SearchEvent>? progress, Func<bool> poll) =>
        Run(Strategy, checkpoints, progress, poll);

    private protected override void RunWithAnotherOption(CheckpointFolder checkpoints) =>
        Run(Create(learningRate: 0.06), checkpoints, null, () => false);

    private protected override void RunOnOtherData(CheckpointFolder checkpoints) =>
        Run(Strategy, checkpoints, null, () => false, dataSeed: 2);

    private protected override void Kill(string path, int atPoll)
    {
        var running = NewFolder();
        CopyAsTheyAre(path, running);
        var polls = 0;
        Within(running, folder => Run(folder, null, () =>
        {
            if (++polls == atPoll)
            {
                CopyAsTheyAre(running, path);
            }

            return false;
        }));
        if (polls < atPoll)
        {
            CopyAsTheyAre(running, path);
        }
    }

    // The files are locked against other streams of .NET, as they are by a search that runs.
    private static void CopyAsTheyAre(string from, string to)
    {
        Directory.CreateDirectory(from);
        Directory.CreateDirectory(to);
        using var copy = Process.Start("cp", ["-r", from + "/.", to]);
        copy.WaitForExit();
        Assert.That(copy.ExitCode, Is.Zero);
    }

    private ProposerStrategy Create(double learningRate) => kind switch
    {
        "ENAS" => SearchStrategies.Enas(new() { BatchSize = 3 }, new()
        {
            WarmUpEpochs = 2,
            StepsPerCandidate = 2,
            ValidationBatches = 1,
            Channels = 4,
            Cells = 3,
            BatchSize = 12,
            RecalibrationBatches = 2,
            LearningRate = learningRate,
        }) with
        { Evaluations = 7 },
        "recurrent ENAS" => RecurrentSearchStrategies.Enas(new() { BatchSize = 3 }, new()
        {
            WarmUpEpochs = 2,
            StepsPerCandidate = 2,
            ValidationSegments = 1,
            BatchSize = 8,
            SequenceLength = 20,
            Model = new() { HiddenSize = 8 },
            LearningRate = learningRate * 100,
        }) with
        { Evaluations = 7 },
        "inherited weights" => SearchStrategies.LargeScaleEvolution(
            new() { PopulationSize = 3 },
            Trained with { ParentsKept = 3, LearningRate = learningRate }) with
        { Evaluations = 8 },
        _ => SearchStrategies.AmoebaNet(
            new() { PopulationSize = 3, TournamentSize = 2 },
            Trained with { Epochs = 6, EarlyTermination = new(), LearningRate = learningRate }) with
        { Evaluations = 6 },
    };

    private string Run(
        ProposerStrategy strategy,
        CheckpointFolder? checkpoints,
        IProgress<SearchEvent>? progress,
        Func<bool> poll,
        int dataSeed = 1)
    {
        using TrainingData data = IsRecurrent ? GrammarText.Create(groups: 100, seed: dataSeed) : BarImages.Create(seed: dataSeed);
        return CheckpointedResult.Of(strategy.Search(new SearchTask
        {
            Data = data,
            Space = Space,
            Seed = 3,
            Checkpoints = checkpoints,
            Progress = progress,
            IsCancelled = poll,
        }));
    }
}
