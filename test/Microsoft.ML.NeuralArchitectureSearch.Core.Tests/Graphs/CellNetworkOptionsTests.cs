using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Graphs;

public sealed class CellNetworkOptionsTests
{
    [TestCase(3, 32, 50_000, 36, 20)]
    [TestCase(3, 64, 100_000, 36, 20)]
    [TestCase(1, 28, 2_000, 16, 5)]
    [TestCase(1, 8, 1_500, 16, 5)]
    [TestCase(3, 32, 10_000, 24, 9)]
    public void The_network_grows_with_the_pixels_up_to_the_size_of_the_paper(int channels, int size, long images, int width, int depth)
    {
        var scaled = new CellNetworkOptions().ScaledTo(new MapShape(channels, size, size), images);

        Assert.That((scaled.Channels, scaled.Cells), Is.EqualTo((width, depth)));
    }

    [Test]
    public void ImageNet_gets_the_size_of_the_paper()
    {
        var scaled = new CellNetworkOptions { Stem = NetworkStem.EighthSize }.ScaledTo(new MapShape(3, 224, 224), 1_281_167);

        Assert.That((scaled.Channels, scaled.Cells), Is.EqualTo((48, 14)));
    }

    [Test]
    public void What_is_set_stays()
    {
        var options = new CellNetworkOptions { Channels = 7, Cells = 3, AuxiliaryHead = true };

        Assert.That(options.ScaledTo(new MapShape(3, 32, 32), 50_000), Is.EqualTo(options));
    }
}
