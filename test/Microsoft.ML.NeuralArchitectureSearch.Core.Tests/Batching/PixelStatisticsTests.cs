using Microsoft.ML.NeuralArchitectureSearch.Batching;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Batching;

public sealed class PixelStatisticsTests
{
    [Test]
    public void Mean_and_deviation_are_those_of_each_channel()
    {
        using var data = Create();

        var statistics = PixelStatistics.Of(data);

        Assert.That(statistics.Mean, Is.EqualTo(new[] { 2.5f, 7f }).Within(1e-6));
        Assert.That(statistics.StandardDeviation, Is.EqualTo(new[] { (float)Math.Sqrt(1.25), 1f }).Within(1e-6));
    }

    [Test]
    public void Normalized_images_have_mean_zero_and_deviation_one_and_a_constant_channel_is_zero()
    {
        using var scope = NewDisposeScope();
        using var data = Create();

        var normalized = PixelStatistics.Of(data).Normalize(data.Inputs);

        Assert.That(normalized.select(1, 0).mean().item<float>(), Is.Zero.Within(1e-6));
        Assert.That(normalized.select(1, 0).square().mean().item<float>(), Is.EqualTo(1).Within(1e-5));
        Assert.That(normalized.select(1, 1).abs().max().item<float>(), Is.Zero);
    }

    [Test]
    public void Normalizing_leaves_the_images_as_they_are()
    {
        using var scope = NewDisposeScope();
        using var data = Create();

        PixelStatistics.Of(data).Normalize(data.Inputs);

        Assert.That(data.Inputs[0, 0, 0, 1].item<float>(), Is.EqualTo(2));
    }

    [Test]
    public void Statistics_are_values()
    {
        using var data = Create();

        var first = PixelStatistics.Of(data);
        var second = PixelStatistics.Of(data);

        Assert.That(second, Is.EqualTo(first));
        Assert.That(second.GetHashCode(), Is.EqualTo(first.GetHashCode()));
        Assert.That(first, Is.Not.EqualTo(new PixelStatistics([0f, 0f], [1f, 1f])));
    }

    [Test]
    public void Images_of_another_number_of_channels_are_refused()
    {
        using var scope = NewDisposeScope();
        using var data = Create();
        var statistics = PixelStatistics.Of(data);

        Assert.That(() => statistics.Normalize(zeros(1, 3, 2, 2)), Throws.ArgumentException.With.Message.Contains("[1, 3, 2, 2]"));
    }

    // Two images of 1x2: the first channel holds 1, 2, 3, 4, the second 7 everywhere.
    private static LabelledData Create() => new(
        tensor(new[] { 1f, 2f, 7f, 7f, 3f, 4f, 7f, 7f }).reshape(2, 2, 1, 2), zeros(2, dtype: ScalarType.Int64), classCount: 1);
}
