using System.Reflection;
using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Settings;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;
using static Microsoft.ML.DataOperationsCatalog;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tuning;

/// <summary>A sweep and a training of its best again honour every setting, or refuse it by name.</summary>
public sealed class SweepSettingsTests
{
    private static readonly DagCellSpace Space = new() { Nodes = 3 };
    private static readonly TrainedEvaluatorOptions Usual = new() { Epochs = 2, Channels = 4, Cells = 1, BatchSize = 8 };

    private static readonly Probe Sweep = Others(Probe.Of(Usual, options => Loss(options)));
    private static readonly Probe Again = Others(Probe.Of(Usual, Retrained));

    private static IEnumerable<TestCaseData> Settings =>
        Probe.SettingsOf(typeof(TrainedEvaluatorOptions)).Select(setting => new TestCaseData(setting).SetArgDisplayNames(setting.Name));

    [TestCaseSource(nameof(Settings))]
    public void A_setting_changes_the_loss_of_a_trial_or_is_refused_by_name(PropertyInfo setting) =>
        Assert.That(Sweep.Changed(setting), Is.Not.EqualTo(Sweep.Usual));

    [TestCaseSource(nameof(Settings))]
    public void A_setting_changes_the_score_of_a_retrained_candidate_or_is_refused_by_name(PropertyInfo setting) =>
        Assert.That(Again.Changed(setting), Is.Not.EqualTo(Again.Usual));

    [Test]
    public void The_computation_is_repeatable()
    {
        Assert.That(Sweep.Again(), Is.EqualTo(Sweep.Usual));
        Assert.That(Again.Again(), Is.EqualTo(Again.Usual));
    }

    private static Probe Others(Probe probe) => probe
        .With("Adam", new AdamOptions())
        .With("Augmentation", new ImageAugmentation { CropPadding = 2 })
        .With("EarlyTermination", new EarlyTermination())
        .With("WeightDecay", 1.0);

    private static string Loss(TrainedEvaluatorOptions options) => $"{Run(new(seed: 1), options).Loss:R}";

    private static string Retrained(TrainedEvaluatorOptions options)
    {
        var ml = new MLContext(seed: 1);
        var best = Run(ml, Usual);
        return $"{best.RetrainBest(ml, Split(ml), count: 1, options).Candidates[0].Retrained.Score:R}";
    }

    private static TrialResult Run(MLContext ml, TrainedEvaluatorOptions options) => ml.Auto().CreateExperiment()
        .SetDataset(Split(ml))
        .SetMulticlassClassificationMetric(MulticlassClassificationMetric.LogLoss, "Label")
        .SetNeuralArchitectureSweep(Space, new RandomProposer(), options, featureColumnName: "Pixels")
        .SetMaxModelToExplore(1)
        .RunAsync().GetAwaiter().GetResult();

    private static TrainTestData Split(MLContext ml) => ml.Data.TrainTestSplit(ToyImages.Keyed(ml, 60), testFraction: 0.3, seed: 1);
}
