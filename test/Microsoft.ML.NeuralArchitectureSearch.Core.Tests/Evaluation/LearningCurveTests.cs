using System.IO.Compression;
using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;

public sealed class LearningCurveTests
{
    [Test]
    public void A_power_law_is_continued() =>
        Assert.That(
            Curve(12, epoch => 0.9 - (0.6 * Math.Pow(epoch, -0.8))).At(100),
            Is.EqualTo(0.9 - (0.6 * Math.Pow(100, -0.8))).Within(0.01));

    [Test]
    public void An_exponential_approach_is_continued() =>
        Assert.That(Curve(12, epoch => 0.8 - (0.5 * Math.Exp(-0.2 * epoch))).At(100), Is.EqualTo(0.8).Within(0.01));

    [Test]
    public void A_flat_curve_stays_flat_and_is_sure_of_it()
    {
        var curve = Curve(8, _ => 0.25);

        Assert.That(curve.At(50), Is.EqualTo(0.25).Within(1e-3));
        Assert.That(curve.ProbabilityAbove(50, 0.5), Is.LessThan(0.01));
        Assert.That(curve.ProbabilityAbove(50, 0.2), Is.GreaterThan(0.99));
    }

    [Test]
    public void Noise_makes_it_less_sure()
    {
        var random = new Random(3);
        var noisy = Curve(8, epoch => 0.6 - (0.4 * Math.Exp(-0.3 * epoch)) + (0.1 * (random.NextDouble() - 0.5)));
        var clean = Curve(8, epoch => 0.6 - (0.4 * Math.Exp(-0.3 * epoch)));

        Assert.That(noisy.ProbabilityAbove(50, 0.7), Is.GreaterThan(clean.ProbabilityAbove(50, 0.7)));
    }

    [Test]
    public void Too_few_epochs_and_numbers_that_are_none_are_refused()
    {
        Assert.That(() => new LearningCurve([0.1, 0.2, 0.3]), Throws.ArgumentException);
        Assert.That(() => new LearningCurve([0.1, 0.2, 0.3, double.NaN]), Throws.ArgumentException);
        Assert.That(() => new LearningCurve(null!), Throws.ArgumentNullException);
    }

    /// <summary>The cosine schedule of these trainings lets accuracy rise until the end, faster than any curve that saturates.</summary>
    [Test]
    public void The_curves_of_real_trainings_are_ranked_from_their_first_three_quarters()
    {
        var curves = RealCurves();

        var predicted = curves.Select(curve => new LearningCurve([.. curve[..(curve.Length * 3 / 4)]]).At(curve.Length)).ToArray();

        TestContext.Out.WriteLine(string.Join("; ", curves.Zip(predicted, (curve, value) => $"{value:F3} for {curve[^1]:F3}")));
        Assert.That(Enumerable.Range(0, 3).OrderBy(i => predicted[i]), Is.EqualTo(Enumerable.Range(0, 3).OrderBy(i => curves[i][^1])));
        Assert.That(predicted.Zip(curves, (value, curve) => Math.Abs(value - curve[^1])), Has.All.LessThan(0.2));
    }

    private static LearningCurve Curve(int epochs, Func<int, double> accuracy) => new([.. Enumerable.Range(1, epochs).Select(accuracy)]);

    private static double[] Accuracies(JsonElement measured) =>
        [.. Enumerable.Range(0, 200).Select(epoch => measured.GetProperty($"x-valid@{epoch}").GetDouble() / 100)];

    private static double[][] RealCurves()
    {
        var folder = BenchmarkData.Folder(RepositoryFiles.Root);
        Assume.That(folder, Is.Not.Null, "The learning curves lie in nasbench201 of the folder that NAS_DATA names.");
        using var file = new GZipStream(
            File.OpenRead(Path.Combine(folder!, "nasbench201", "nats_tss_learning_curves_3archs.json.gz")),
            CompressionMode.Decompress);
        using var json = JsonDocument.Parse(file);
        return [.. json.RootElement.EnumerateObject().Select(architecture => Accuracies(
            architecture.Value.GetProperty("200").GetProperty("cifar10-valid|777").GetProperty("eval_acc1es")))];
    }
}
