using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.AutoML;

public sealed class ClassificationExperimentTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Test]
    public void An_experiment_trains_evaluates_and_returns_the_best_model()
    {
        var rows = _ml.Data.LoadFromEnumerable(Points());

        var best = Experiment(rows, rows).Run();

        var metrics = _ml.MulticlassClassification.Evaluate(best.Model.Transform(rows));
        Assert.That(best.Metric, Is.GreaterThan(0.9));
        Assert.That(best.Loss, Is.EqualTo(-best.Metric));
        Assert.That(metrics.MicroAccuracy, Is.EqualTo(best.Metric).Within(1e-9));
        Assert.That(best.TrialSettings.Parameter["_pipeline_"].Keys, Is.EquivalentTo(new[] { "_SCHEMA_", "e0", "e1" }));
    }

    [Test]
    public void Folds_are_averaged()
    {
        var rows = _ml.Data.LoadFromEnumerable(Points());
        var experiment = _ml.Auto().CreateExperiment().SetPipeline(Pipeline()).SetDataset(rows, fold: 3)
            .SetMulticlassClassificationMetric(MulticlassClassificationMetric.LogLoss, "Label")
            .SetTuner(new LightlyRegularized()).SetMaxModelToExplore(1);

        var best = experiment.Run();

        Assert.That(best.Loss, Is.EqualTo(best.Metric), "a loss is minimized as it is");
        Assert.That(best.Loss, Is.InRange(0, 0.6));
    }

    [Test]
    public void A_checkpoint_continues_with_the_next_trial()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var rows = _ml.Data.LoadFromEnumerable(Points());
        try
        {
            Experiment(rows, rows).SetCheckpoint(folder).Run();
            var second = Experiment(rows, rows).SetCheckpoint(folder).Run();

            Assert.That(second.TrialSettings.TrialId, Is.EqualTo(1));
            Assert.That(File.ReadAllLines(Directory.GetFiles(folder).Single()), Has.Length.EqualTo(3), "a header and two trials");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private AutoMLExperiment Experiment(IDataView train, IDataView validation) =>
        _ml.Auto().CreateExperiment().SetPipeline(Pipeline()).SetDataset(train, validation)
            .SetMulticlassClassificationMetric(MulticlassClassificationMetric.MicroAccuracy, "Label")
            .SetTuner(new LightlyRegularized()).SetMaxModelToExplore(1);

    private SweepablePipeline Pipeline() => _ml.Transforms.Conversion.MapValueToKey("Label").Append(new SweepableEstimator(
        (context, parameter) => context.MulticlassClassification.Trainers
            .LbfgsMaximumEntropy(l2Regularization: parameter["L2"].AsType<float>()),
        new() { { "L2", new UniformSingleOption(0.03125f, 4) } }));

    private static IEnumerable<Point> Points()
    {
        var random = new Random(4);
        for (var i = 0; i < 90; i++)
        {
            var angle = 2 * Math.PI * (i % 3) / 3;
            yield return new()
            {
                Label = $"class {i % 3}",
                Features = [(float)(Math.Cos(angle) + 0.2 * random.NextDouble()), (float)(Math.Sin(angle) + 0.2 * random.NextDouble())],
            };
        }
    }

    /// <summary>Proposes the smallest value of the trainer's space, whatever happened before.</summary>
    internal sealed class LightlyRegularized : ITuner
    {
        public Parameter Propose(TrialSettings settings)
        {
            var trainer = Parameter.CreateNestedParameter(new KeyValuePair<string, Parameter>("L2", Parameter.FromFloat(0.03125f)));
            var pipeline = Parameter.CreateNestedParameter(
                new("_SCHEMA_", Parameter.FromString("e0 * e1")), new("e0", Parameter.CreateNestedParameter()), new("e1", trainer));
            return Parameter.CreateNestedParameter(new KeyValuePair<string, Parameter>("_pipeline_", pipeline));
        }

        public void Update(TrialResult result)
        {
        }
    }

    internal sealed class Point
    {
        public string? Label { get; set; }

        [VectorType(2)]
        public float[]? Features { get; set; }
    }
}
