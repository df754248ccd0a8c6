using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Darts;

public sealed class DartsOptionsTests
{
    [Test]
    public void At_the_size_of_Cifar10_the_sizes_are_the_papers()
    {
        var options = new DartsOptions().ScaledTo(new MapShape(3, 32, 32), 50_000);

        Assert.That(options, Is.EqualTo(new DartsOptions { Channels = 16, Cells = 8, BatchSize = 64, Epochs = 50 }));
    }

    [TestCase(8, 1_500, 26)]
    [TestCase(28, 2_000, 20)]
    public void Small_sets_get_a_small_supernet_and_some_hundred_steps(int size, long imageCount, int epochs)
    {
        var options = new DartsOptions().ScaledTo(new MapShape(1, size, size), imageCount);

        Assert.That(options, Is.EqualTo(new DartsOptions { Channels = 4, Cells = 3, BatchSize = 32, Epochs = epochs }));
    }

    [Test]
    public void What_is_set_stays()
    {
        var set = new DartsOptions { Channels = 5, Cells = 4, BatchSize = 7, Epochs = 3 };

        Assert.That(set.ScaledTo(new MapShape(1, 8, 8), 1_500), Is.EqualTo(set));
    }

    [Test]
    public void Larger_sets_never_get_a_smaller_search()
    {
        var counts = new long[] { 1, 100, 1_000, 5_000, 20_000, 50_000, 100_000 };
        var options = counts.Select(count => new DartsOptions().ScaledTo(new MapShape(3, 32, 32), count)).ToList();

        Assert.That(options.Select(scaled => scaled.Channels!.Value), Is.Ordered);
        Assert.That(options.Select(scaled => scaled.Cells!.Value), Is.Ordered);
        Assert.That(options.Select(scaled => scaled.BatchSize!.Value), Is.Ordered);
        Assert.That(options.Zip(counts, (scaled, count) => scaled.Epochs!.Value * count / scaled.BatchSize!.Value), Is.Ordered);
    }
}
