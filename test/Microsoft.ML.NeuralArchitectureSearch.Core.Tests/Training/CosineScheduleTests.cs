using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training;

public sealed class CosineScheduleTests
{
    private static readonly CosineSchedule Schedule = new(Initial: 0.025, Minimum: 0.001, Epochs: 50);

    [Test]
    public void It_starts_at_the_initial_rate() => Assert.That(Schedule.At(1), Is.EqualTo(0.025));

    [Test]
    public void Half_way_it_is_the_mean() => Assert.That(Schedule.At(26), Is.EqualTo(0.013).Within(1e-15));

    [Test]
    public void After_the_last_epoch_it_would_be_the_minimum() => Assert.That(Schedule.At(51), Is.EqualTo(0.001).Within(1e-15));
}
