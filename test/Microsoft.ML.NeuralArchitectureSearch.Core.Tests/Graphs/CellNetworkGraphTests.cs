using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Graphs;

public sealed class CellNetworkGraphTests
{
    private static readonly string[] Names = [.. PublishedCells.All.Keys];

    [Test]
    public void A_published_cell_has_the_counts_measured_with_the_reference([ValueSource(nameof(Names))] string name)
    {
        var (genotype, measured) = PublishedCells.All[name];

        AssertCounts(
            measured.GetProperty("cifar_C36_L20"),
            "macs_32x32_no_aux",
            genotype,
            new() { Channels = 36, Cells = 20 },
            new(3, 32, 32),
            10);
        AssertCounts(
            measured.GetProperty("cifar_C16_L8"),
            "macs_32x32_no_aux",
            genotype,
            new() { Channels = 16, Cells = 8 },
            new(3, 32, 32),
            10);
        AssertCounts(
            measured.GetProperty("imagenet_C48_L14"),
            "macs_224x224_no_aux",
            genotype,
            new() { Channels = 48, Cells = 14, Stem = NetworkStem.EighthSize },
            new(3, 224, 224),
            1000);
    }

    [Test]
    public void What_cannot_be_described_is_refused()
    {
        var unknown = new Genotype(new CellGenotype([[new Edge(0, "magic")]]), PublishedGenotypes.DartsV2.Reduction);
        var options = new CellNetworkOptions { Channels = 4, Cells = 3 };

        Assert.That(() => CellNetworkGraph.Describe(null!, options, new(3, 8, 8), 10), Throws.ArgumentNullException);
        Assert.That(
            () => CellNetworkGraph.Describe(unknown, options, new(3, 8, 8), 10),
            Throws.ArgumentException.With.Message.Contains("'magic'"));
        Assert.That(
            () => CellNetworkGraph.Describe(PublishedGenotypes.DartsV2, new(), new(3, 8, 8), 10),
            Throws.ArgumentException.With.Message.Contains("Channels"));
        Assert.That(
            () => CellNetworkGraph.Describe(PublishedGenotypes.DartsV2, options, new(3, 9, 8), 10), Throws.ArgumentException.With.Message
                .Contains("multiples of"));
        Assert.That(
            () => CellNetworkGraph.Describe(PublishedGenotypes.DartsV2, options, new(3, 8, 8), 1), Throws
                .TypeOf<ArgumentOutOfRangeException>());
    }

    private static void AssertCounts(
        JsonElement measured, string multiplyAdds, Genotype genotype, CellNetworkOptions options, MapShape shape, int classCount)
    {
        var graph = CellNetworkGraph.Describe(genotype, options, shape, classCount);

        Assert.That(graph.ParameterCount, Is.EqualTo(measured.GetProperty("params_no_aux").GetInt64()));
        Assert.That(graph.MultiplyAdds, Is.EqualTo(measured.GetProperty(multiplyAdds).GetInt64()));
    }
}
