using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training.Checkpoints;

[TestFixture("first order")]
[TestFixture("second order", Explicit = true, Category = "Slow")]
[TestFixture("without kernels", Explicit = true, Category = "Slow")]
[TestFixture("recurrent")]
[TestFixture("recurrent second order", Explicit = true, Category = "Slow")]
public sealed class DifferentiableSearchCheckpointTests(string kind) : CheckpointContract
{
    private static readonly DartsOptions Images = new()
    {
        Epochs = 4,
        Channels = 4,
        Cells = 3,
        BatchSize = 12,
        Order = 1,
        Augmentation = new() { CropPadding = 1, HorizontalFlip = true },
    };

    private static readonly RecurrentDartsOptions Texts = new()
    {
        Epochs = 4,
        BatchSize = 8,
        SequenceLength = 20,
        ValidationFraction = 0.3,
        Model = new() { HiddenSize = 8 }
    };

    private bool IsRecurrent => kind.StartsWith("recurrent", StringComparison.Ordinal);

    private DartsOptions ImageOptions => kind switch
    {
        "second order" => Images with { Order = 2 },
        "without kernels" => Images with { KernelThreads = 0 },
        _ => Images,
    };

    private RecurrentDartsOptions TextOptions => Texts with { Order = kind == "recurrent" ? 1 : 2 };

    private ISearchStrategy Strategy => IsRecurrent ? new RecurrentDartsStrategy(TextOptions) : new DartsStrategy(ImageOptions);

    private ISearchSpace Space => IsRecurrent
        ? new RecurrentCellSpace { Nodes = 2 }
        : new DartsCellSpace
        {
            Nodes = 2,
            Operations = [OperationNames.None, OperationNames.SkipConnect, OperationNames.SeparableConvolution3x3]
        };

    private protected override string[] Files => [CheckpointFolder.Search];

    private protected override string Run(CheckpointFolder? checkpoints, IProgress<SearchEvent>? progress, Func<bool> poll) =>
        Run(Strategy, checkpoints, progress, poll);

    private protected override void RunWithAnotherOption(CheckpointFolder checkpoints) => Run(
        IsRecurrent
            ? new RecurrentDartsStrategy(TextOptions with { LearningRate = 5 })
            : new DartsStrategy(ImageOptions with { LearningRate = 0.01 }),
        checkpoints, null, () => false);

    private protected override void RunOnOtherData(CheckpointFolder checkpoints) =>
        Run(Strategy, checkpoints, null, () => false, dataSeed: 2);

    private string Run(
        ISearchStrategy strategy,
        CheckpointFolder? checkpoints,
        IProgress<SearchEvent>? progress,
        Func<bool> poll,
        int dataSeed = 1)
    {
        using TrainingData data = IsRecurrent ? GrammarText.Create(seed: dataSeed) : BarImages.Create(seed: dataSeed);
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
