using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Settings;

/// <summary>Options of differentiable searches: their losses, and what they find.</summary>
internal static class DartsProbes
{
    private static readonly DartsOptions Darts = new() { Epochs = 2, Channels = 2, Cells = 3, BatchSize = 8 };

    private static readonly RecurrentDartsOptions Recurrent = new()
    {
        Epochs = 2,
        BatchSize = 8,
        SequenceLength = 10,
        ValidationFraction = 0.3,
        Model = new() { HiddenSize = 8, EmbeddingDropout = 0 },
    };

    public static Probe[] All =>
    [
        Probe.Of(Darts, Images)
            .With("Channels", 4)
            .With("GradientClipping", 0.01)
            .With("Augmentation", new ImageAugmentation { CropPadding = 2 })
            .With("KernelThreads", 0)
            .Where("SecondOrderGradient", Darts with { Order = 2 }),
        Probe.Of(Recurrent, Texts)
            .With("Model", Recurrent.Model with { HiddenSize = 12 })
            .With("KernelThreads", 0)
            .Where("SecondOrderGradient", Recurrent with { Order = 2 }),
    ];

    private static string Images(DartsOptions options)
    {
        using var data = BarImages.Create(count: 32);
        var events = new RecordedEvents();
        var found = new DartsStrategy(options).Search(
            new() { Data = data, Space = new DartsCellSpace { Nodes = 2 }, Seed = 1, Progress = events });
        return $"{Observed.Found(found)}\n{Observed.Events(events)}";
    }

    private static string Texts(RecurrentDartsOptions options)
    {
        using var data = MarkovText.Create(600);
        var events = new RecordedEvents();
        var found = new RecurrentDartsStrategy(options).Search(
            new() { Data = data, Space = new RecurrentCellSpace { Nodes = 2 }, Seed = 1, Progress = events });
        return $"{Observed.Found(found)}\n{Observed.Events(events)}";
    }
}
