using Microsoft.ML.Data;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>What the metrics of ML.NET are computed from.</summary>
public sealed class EvaluationTests
{
    private readonly MLContext _ml = new(1);

    [Test]
    public void Multiclass_numbers_are_those_worked_out_by_hand()
    {
        // Class by largest score: 0, 0, 2, 1; truth: 0, 1, 2, 1. PredictedLabel is nonsense on purpose.
        var metrics = Evaluate(
            (0, [0.7f, 0.2f, 0.1f]),
            (1, [0.5f, 0.4f, 0.1f]),
            (2, [0.1f, 0.1f, 0.8f]),
            (1, [0.2f, 0.6f, 0.2f]));

        var loss = -(Math.Log(0.7) + Math.Log(0.4) + Math.Log(0.8) + Math.Log(0.6)) / 4;
        var prior = -(0.25 * Math.Log(0.25) + 0.5 * Math.Log(0.5) + 0.25 * Math.Log(0.25));
        Assert.That(metrics.MicroAccuracy, Is.EqualTo(0.75).Within(1e-9));
        Assert.That(metrics.MacroAccuracy, Is.EqualTo((1 + 0.5 + 1) / 3).Within(1e-9));
        Assert.That(metrics.LogLoss, Is.EqualTo(loss).Within(1e-6));
        Assert.That(metrics.LogLossReduction, Is.EqualTo((prior - loss) / prior).Within(1e-6));
        Assert.That(metrics.PerClassLogLoss[1], Is.EqualTo(-(Math.Log(0.4) + Math.Log(0.6)) / 2).Within(1e-6));
    }

    [Test]
    public void The_confusion_matrix_has_the_truth_in_rows_and_ignores_PredictedLabel()
    {
        var matrix = Evaluate((0, [0.7f, 0.2f, 0.1f]), (1, [0.5f, 0.4f, 0.1f]), (2, [0.1f, 0.1f, 0.8f]), (1, [0.2f, 0.6f, 0.2f]))
            .ConfusionMatrix;

        Assert.That(matrix.NumberOfClasses, Is.EqualTo(3));
        Assert.That(matrix.Counts, Is.EqualTo(new[] { new[] { 1.0, 0, 0 }, [1, 1, 0], [0, 0, 1] }));
        Assert.That(matrix.GetCountForClassPair(predictedClassIndicatorIndex: 0, actualClassIndicatorIndex: 1), Is.EqualTo(1));
        Assert.That(matrix.PerClassPrecision, Is.EqualTo(new[] { 0.5, 1, 1 }));
        Assert.That(matrix.PerClassRecall, Is.EqualTo(new[] { 1, 0.5, 1 }));
    }

    [Test]
    public void Rows_with_a_missing_label_are_skipped()
    {
        // 3 is beyond the key's range and so missing.
        var metrics = Evaluate((0, [0.7f, 0.2f, 0.1f]), (3, [0.7f, 0.2f, 0.1f]));

        Assert.That(metrics.MicroAccuracy, Is.EqualTo(1));
        Assert.That(metrics.ConfusionMatrix.Counts.SelectMany(c => c).Sum(), Is.EqualTo(1));
    }

    [Test]
    public void A_score_of_unknown_size_is_refused()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new Unsized { Label = 0, Score = [0.5f, 0.5f], PredictedLabel = 0 } });

        Assert.That(
            () => _ml.MulticlassClassification.Evaluate(view),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("Score"));
    }

    private MulticlassClassificationMetrics Evaluate(params (int Label, float[] Score)[] rows) =>
        _ml.MulticlassClassification.Evaluate(View(rows));

    private IDataView View((int Label, float[] Score)[] rows) =>
        _ml.Data.LoadFromEnumerable(rows.Select(r => new Scored { Label = (uint)r.Label, Score = r.Score, PredictedLabel = 2 }));

    private sealed class Scored
    {
        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; } = [];

        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }

    private sealed class Unsized
    {
        [KeyType(2)]
        public uint Label { get; set; }

        public float[] Score { get; set; } = [];

        [KeyType(2)]
        public uint PredictedLabel { get; set; }
    }
}
