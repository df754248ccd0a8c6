using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Darts;

public sealed class DartsOptionsTests
{
    [TestCase(50_000)]
    [TestCase(1_000_000)]
    public void At_the_size_of_Cifar10_and_above_the_sizes_are_the_papers(long imageCount)
    {
        var options = new DartsOptions().ScaledTo(new ImageShape(3, 32, 32), imageCount);

        Assert.That(options, Is.EqualTo(new DartsOptions { Channels = 16, Layers = 8, BatchSize = 64, Epochs = 50 }));
    }

    [Test]
    public void Small_sets_get_a_small_supernet()
    {
        var options = new DartsOptions().ScaledTo(new ImageShape(1, 8, 8), 1_500);

        Assert.That((options.Channels, options.Layers), Is.EqualTo((4, 3)));
        Assert.That(options.BatchSize, Is.InRange(16, 64));
    }

    [Test]
    public void What_is_set_stays()
    {
        var set = new DartsOptions { Channels = 5, Layers = 4, BatchSize = 7, Epochs = 3 };

        Assert.That(set.ScaledTo(new ImageShape(1, 8, 8), 1_500), Is.EqualTo(set));
    }

    [Test]
    public void Larger_sets_never_get_a_smaller_search()
    {
        var counts = new long[] { 1, 100, 1_000, 5_000, 20_000, 50_000, 100_000 };
        var options = counts.Select(count => new DartsOptions().ScaledTo(new ImageShape(3, 32, 32), count)).ToList();

        Assert.That(options.Select(scaled => scaled.Channels!.Value), Is.Ordered);
        Assert.That(options.Select(scaled => scaled.Layers!.Value), Is.Ordered);
        Assert.That(options.Select(scaled => scaled.BatchSize!.Value), Is.Ordered);
        Assert.That(options.Select(scaled => scaled.Epochs!.Value), Is.Ordered);
    }
}
