using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Parity;

/// <summary>The network that a space describes computes what the hand-written network of the same cells does.</summary>
public sealed class GraphNetworkParityTests
{
    private static readonly MapShape Shape = new(3, 16, 16);

    public static IEnumerable<string> PublishedCells => PublishedGenotypes.All.Keys;

    [TestCaseSource(nameof(PublishedCells))]
    public void Logits_are_those_of_the_network_of_cells(string name)
    {
        using var scope = NewDisposeScope();
        var genotype = PublishedGenotypes.All[name];
        var options = new CellNetworkOptions { Channels = 4, Cells = 5 };
        using var cells = new CellNetwork(genotype, options, Shape, 10).to(ScalarType.Float64);
        using var graph = new GraphNetwork(CellNetworkGraph.Describe(genotype, options, Shape, 10)).to(ScalarType.Float64);
        var images = randn(4, 3, 16, 16, ScalarType.Float64);
        cells.call(images); // Statistics other than those of the identity.
        Copy(cells, graph);
        cells.eval();
        graph.eval();

        var (expected, found) = (cells.call(images), graph.call(images));

        Assert.That((found - expected).abs().max().item<double>() / expected.abs().max().item<double>(), Is.LessThanOrEqualTo(1e-12));
    }

    // Both list their layers in the order of the cells, whatever they call them.
    private static void Copy(CellNetwork from, GraphNetwork to)
    {
        using var noGradient = no_grad();
        var weights = from.parameters().ToArray();
        Assert.That(to.parameters().Select(weight => weight.shape), Is.EqualTo(weights.Select(weight => weight.shape)));
        foreach (var (target, source) in to.parameters().Zip(weights))
        {
            target.copy_(source);
        }

        foreach (var (target, source) in to.buffers().Zip(from.buffers()))
        {
            target.copy_(source);
        }
    }
}
