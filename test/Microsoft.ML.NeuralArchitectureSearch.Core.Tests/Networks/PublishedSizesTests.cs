using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Networks;

public sealed class PublishedSizesTests
{
    private static readonly string[] Names = [.. PublishedCells.All.Keys];

    [Test]
    public void A_published_cell_gives_a_network_of_the_size_measured_with_the_reference([ValueSource(nameof(Names))] string name)
    {
        var (genotype, cell) = PublishedCells.All[name];

        AssertSize(cell.GetProperty("cifar_C36_L20"), genotype, new() { Channels = 36, Cells = 20 }, new(3, 32, 32), 10);
        AssertSize(cell.GetProperty("cifar_C16_L8"), genotype, new() { Channels = 16, Cells = 8 }, new(3, 32, 32), 10);
        AssertSize(
            cell.GetProperty("imagenet_C48_L14"),
            genotype,
            new() { Channels = 48, Cells = 14, Stem = NetworkStem.EighthSize },
            new(3, 224, 224),
            1000);
    }

    [Test]
    public void All_published_cells_are_measured() => Assert.That(Names, Has.Length.EqualTo(PublishedGenotypes.All.Count));

    private static void AssertSize(JsonElement expected, Genotype genotype, CellNetworkOptions options, MapShape shape, int classCount)
    {
        using var network = GraphNetwork.OfCells(genotype, options with { AuxiliaryHead = true }, shape, classCount);

        Assert.That(network.ParameterCount, Is.EqualTo(expected.GetProperty("params_with_aux").GetInt64()));
        Assert.That(network.Graph.ParameterCountWithoutAuxiliary, Is.EqualTo(expected.GetProperty("params_no_aux").GetInt64()));
    }
}
