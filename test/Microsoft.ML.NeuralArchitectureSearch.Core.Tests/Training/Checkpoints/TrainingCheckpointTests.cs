using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training.Checkpoints;

[TestFixture("momentum")]
[TestFixture("Adam without kernels", Explicit = true, Category = "Slow")]
[TestFixture("graph")]
public sealed class TrainingCheckpointTests(string kind) : CheckpointContract
{
    private static readonly CellGenotype Cell = new(
    [
        [new Edge(0, OperationNames.SeparableConvolution3x3), new Edge(1, OperationNames.SkipConnect)],
        [new Edge(1, OperationNames.SeparableConvolution3x3), new Edge(2, OperationNames.MaxPooling3x3)],
    ]);

    private static readonly TrainingOptions Options = new()
    {
        Epochs = 5,
        BatchSize = 16,
        ValidationFraction = 0.2,
        DropPathProbability = 0.3,
        Augmentation = new() { CropPadding = 1, HorizontalFlip = true, CutoutLength = 2 },
    };

    private TrainingOptions Training => kind switch
    {
        "momentum" => Options,
        "graph" => Options with { ValidationFraction = 0 },
        _ => Options with { Adam = new(), LearningRate = 0.002, KernelThreads = 0 },
    };

    private protected override string[] Files => [CheckpointFolder.Training];

    private protected override string Run(CheckpointFolder? checkpoints, IProgress<SearchEvent>? progress, Func<bool> poll) =>
        Run(Training, checkpoints, progress, poll);

    private protected override void RunWithAnotherOption(CheckpointFolder checkpoints) =>
        Run(Training with { WeightDecay = 0.1 }, checkpoints, null, () => false);

    private protected override void RunOnOtherData(CheckpointFolder checkpoints) =>
        Run(Training, checkpoints, null, () => false, dataSeed: 2);

    private FinalNetwork Network(MapShape shape)
    {
        if (kind != "graph")
        {
            return new FinalNetwork(
                new Genotype(Cell, Cell),
                new CellNetworkOptions { Channels = 4, Cells = 3, Stem = NetworkStem.FullSize }.ScaledTo(shape, 64));
        }

        var space = new DagCellSpace();
        var architecture = space.Sample(new Random(1));
        return new FinalNetwork(
            architecture,
            space.Describe(architecture, new NetworkSize(shape, BarImages.ClassCount) { Channels = 4, Cells = 3 }));
    }

    private string Run(
        TrainingOptions options,
        CheckpointFolder? checkpoints,
        IProgress<SearchEvent>? progress,
        Func<bool> poll,
        int dataSeed = 1)
    {
        using var data = BarImages.Create(seed: dataSeed);
        var context = new TrainingContext { Seed = 5, Checkpoints = checkpoints, Progress = progress, IsCancelled = poll };
        var (network, result) = FinalTraining.Run(Network(data.Shape), data, options, context);
        using (network)
        {
            return CheckpointedResult.Of(result, network);
        }
    }
}
