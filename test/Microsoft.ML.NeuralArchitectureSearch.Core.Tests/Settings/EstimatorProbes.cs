using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Settings;

/// <summary>Options of the estimators of images: columns, predictions, and what else of the run can be seen.</summary>
internal static class EstimatorProbes
{
    private static readonly CellNetworkTrainerOptions Trainer =
        new() { FeatureColumnName = "Pixels", Network = ToyImages.SmallNetwork, Training = ToyImages.ShortTraining, Seed = 3 };

    private static readonly ImageSearchOptions Search = new()
    {
        FeatureColumnName = "Pixels",
        Space = new DartsCellSpace { Nodes = 1 },
        Strategy = SearchStrategies.RandomSearch(new() { Epochs = 1, Channels = 2, Cells = 3 }) with { Evaluations = 2 },
        FinalNetwork = ToyImages.SmallNetwork,
        Training = ToyImages.ShortTraining,
        Seed = 3,
    };

    public static Probe[] All =>
    [
        Run(Probe.Of(
            Trainer,
            options => Observe(options, (ml, changed) => ml.MulticlassClassification.Trainers.CellNetwork(ToyImages.SmallCells, changed))))
            .With("Network", ToyImages.SmallNetwork with { Channels = 6 })
            .With("Shape", new MapShape(1, 4, 16))
            .Where("SkipsUnreadableImages", Trainer, options => Unreadable((ml, column) => ml.MulticlassClassification.Trainers.CellNetwork(
                ToyImages.SmallCells, options with { FeatureColumnName = column }))),
        Run(
            Probe.Of(Search, options =>
                Observe(options, (ml, changed) => ml.MulticlassClassification.Trainers.NeuralArchitecture(changed))))
            .With("Space", new DartsCellSpace { Nodes = 2 })
            .With("Strategy", ((ProposerStrategy)Search.Strategy!) with { Evaluations = 3 })
            .With("FinalNetwork", ToyImages.SmallNetwork with { Channels = 6 })
            .With("TimeBudget", TimeSpan.FromTicks(1))
            .With("Shape", new MapShape(1, 4, 16))
            .Where("SkipsUnreadableImages", Search, options => Unreadable((ml, column) => ml.MulticlassClassification.Trainers
                .NeuralArchitecture(
                    options with { FeatureColumnName = column }))),
    ];

    /// <summary>Other values of the settings that every estimator has.</summary>
    public static Probe Run(Probe probe)
    {
        var folder = Path.Combine(Path.GetTempPath(), "nas-tests-settings");
        return probe
            .With("Training", ToyImages.ShortTraining with { LearningRate = 0.1, Epochs = 1 })
            .With("Progress", new RecordedEvents())
            .With("CancellationToken", new CancellationToken(canceled: true))
            .With("CheckpointFolder", folder);
    }

    /// <summary>
    /// What a fit shows of itself: predictions, whether it was cancelled, whether its observer heard of it, and which checkpoints it left.
    /// </summary>
    public static string Seen(EstimatorOptions options, Func<string> fit)
    {
        try
        {
            return $"{fit()} observed: {options.Progress is RecordedEvents { All.Count: > 0 }}, checkpoints: "
                + $"{Directory.Exists(options.CheckpointFolder)}";
        }
        catch (OperationCanceledException) when (options.CancellationToken.IsCancellationRequested)
        {
            return "cancelled";
        }
        finally
        {
            if (Directory.Exists(options.CheckpointFolder))
            {
                Directory.Delete(options.CheckpointFolder, recursive: true);
            }
        }
    }

    private static string Observe<TOptions, TModel>(TOptions options, Func<MLContext, TOptions, IEstimator<TModel>> estimator)
        where TOptions : ClassifierEstimatorOptions
        where TModel : class, ITransformer => Seen(options, () =>
    {
        var ml = new MLContext(seed: 1);
        var data = ToyImages.Keyed(ml, 24);
        var model = estimator(ml, options).Fit(data);
        using (model as IDisposable)
        {
            return Observed.Scored(model, data, options.ScoreColumnName);
        }
    });

    private static string Unreadable<TModel>(Func<MLContext, string, IEstimator<TModel>> estimator)
        where TModel : class, ITransformer
    {
        var ml = new MLContext(seed: 1);
        var rows = Enumerable.Range(0, 20)
            .Select(index => new Row { Label = ToyImages.ClassNames[index % 2], Image = index == 7 ? null : Picture(index % 2) })
            .ToArray();
        var view = ml.Data.LoadFromEnumerable(rows);
        try
        {
            using var model = estimator(ml, "Image").Fit(
                ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view)) as IDisposable;
            return "fitted";
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }

    private static MLImage Picture(int kind) => MLImage.CreateFromPixels(
        ToyImages.Side,
        ToyImages.Side,
        MLPixelFormat.Rgba32,
        ToyImages.Image(kind, new Random(kind)).SelectMany(value => new[] { (byte)value, (byte)value, (byte)value, (byte)255 }).ToArray());

    private sealed class Row
    {
        [Transforms.Image.ImageType(ToyImages.Side, ToyImages.Side)]
        public MLImage? Image { get; set; }

        public string Label { get; set; } = "";
    }
}
