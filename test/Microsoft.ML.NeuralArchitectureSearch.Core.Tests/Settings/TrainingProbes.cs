using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Settings;

/// <summary>Options of a network of cells and of its training: losses and predictions.</summary>
internal static class TrainingProbes
{
    private const int Side = 32;

    private static readonly CellNetworkOptions Network = ToyImages.SmallNetwork with { AuxiliaryHead = true };
    private static readonly TrainingOptions Training = new() { Epochs = 3, BatchSize = 8, Augmentation = ImageAugmentation.None };

    public static Probe[] All =>
    [
        Probe.Of(Training, options => Fit(new() { Network = Network, Training = options }))
            .With("Adam", new AdamOptions())
            .With("ValidationFraction", 0.25)
            .With("GradientClipping", 0.01)
            .With("TimeBudget", TimeSpan.FromTicks(1))
            .With("Augmentation", new ImageAugmentation { CropPadding = 2 })
            .With("KernelThreads", 0),
        Probe.Of(
            new AdamOptions(),
            options => Fit(new() { Network = Network, Training = Training with { Adam = options, LearningRate = 0.01 } })).With("Epsilon",
            0.1),
        Probe.Of(
            new ImageAugmentation { CropPadding = 2 },
            options => Fit(new() { Network = Network, Training = Training with { Augmentation = options } }))
            .With("CutoutLength", 5),
        Probe.Of(Network, options => Fit(new() { Network = options, Training = Training }))
            .Where("Stem", ToyImages.SmallNetwork).With("Stem", NetworkStem.EighthSize),
    ];

    public static string Fit(CellNetworkTrainerOptions options)
    {
        var ml = new MLContext(seed: 1);
        var view = ml.Data.LoadFromEnumerable(Rows());
        var data = ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
        var events = new RecordedEvents();
        using var model = ml.MulticlassClassification.Trainers
            .CellNetwork(ToyImages.SmallCells, options with { FeatureColumnName = "Pixels", Seed = 3, Progress = events })
            .Fit(data);
        return $"{Observed.Events(events)}\n{Observed.Scored(model, data)}";
    }

    // Large enough for an auxiliary head.
    private static IEnumerable<Row> Rows()
    {
        var random = new Random(1);
        for (var row = 0; row < 24; row++)
        {
            var pixels = new float[Side * Side];
            for (var pixel = 0; pixel < pixels.Length; pixel++)
            {
                pixels[pixel] = ((row % 2 == 0 ? pixel / Side : pixel % Side) % 4) + random.NextSingle();
            }

            yield return new() { Label = $"{row % 2}", Pixels = pixels };
        }
    }

    private sealed class Row
    {
        public string Label { get; set; } = "";

        [VectorType(1, Side, Side)]
        public float[] Pixels { get; set; } = [];
    }
}
