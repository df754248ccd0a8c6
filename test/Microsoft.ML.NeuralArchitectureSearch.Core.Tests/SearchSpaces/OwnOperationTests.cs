using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.SearchSpaces;

/// <summary>An operation that the library does not have: one function, which spaces are given.</summary>
public sealed class OwnOperationTests
{
    private static readonly OperationBlock Bottleneck = new("bottleneck", (graph, input, stride) =>
    {
        var channels = graph.ShapeOf(input).Channels;
        var narrow = graph.Add("narrow", new ConvolutionLayer(channels, channels / 2, 1), input);
        var wide = graph.Add("wide", new ConvolutionLayer(channels / 2, channels, 3) { Stride = stride }, narrow);
        return graph.Add("norm", new BatchNormalizationLayer(channels), wide);
    });

    private static readonly NetworkSize Size = new(new MapShape(3, 8, 8), 4) { Channels = 4, Cells = 1 };

    private static INetworkSpace[] Spaces =>
    [
        new DartsCellSpace { Operations = [Bottleneck.Name], OwnOperations = [Bottleneck] },
        new NasNetCellSpace { Operations = [Bottleneck.Name], OwnOperations = [Bottleneck] },
        new DagCellSpace { Operations = [Bottleneck.Name], OwnOperations = [Bottleneck] },
        new HierarchicalSpace { Primitives = [Bottleneck.Name], OwnOperations = [Bottleneck] },
    ];

    [TestCaseSource(nameof(Spaces))]
    public void Every_image_space_of_cells_builds_networks_of_it(INetworkSpace space)
    {
        var graph = space.Describe(((ISearchSpace)space).Sample(new Random(1)), Size);

        Assert.That(graph.Nodes.Count(node => node.Key.EndsWith("bottleneck.wide", StringComparison.Ordinal)), Is.Positive);
        Assert.That(NetworkGraph.FromJson(graph.ToJson()), Is.EqualTo(graph), "its layers are the library's: a clean process reads them");
    }

    [Test]
    public void The_supernet_chooses_among_it_too()
    {
        var space = new DartsCellSpace { Operations = [OperationNames.SkipConnect, Bottleneck.Name], OwnOperations = [Bottleneck] };

        var graph = space.DescribeSupernet(Size with { Cells = 3 });

        var norm = (BatchNormalizationLayer)graph.Nodes.First(node => node.Key.EndsWith("bottleneck.norm", StringComparison.Ordinal)).Layer;
        Assert.That(norm.IsAffine, Is.False, "its normalizations are those of supernets");
        Assert.That(graph.Nodes.Count(node => node.Layer is ChoiceLayer), Is.EqualTo(3 * 14 * 2));
    }

    [Test]
    public void A_name_without_an_operation_is_refused_by_name()
    {
        var space = new DagCellSpace { Operations = ["unheard_of"] };

        Assert.That(
            () => space.Describe(space.Sample(new Random(1)), Size),
            Throws.ArgumentException.With.Message.Contains("'unheard_of'"));
    }

    [Test]
    public void An_output_of_another_shape_is_refused_with_both_shapes()
    {
        var halving = new OperationBlock("halving", (graph, input, _) => graph.Add("pooled", new MaxPoolingLayer(3, Stride: 2), input));
        var space = new DagCellSpace { Operations = [halving.Name], OwnOperations = [halving] };

        Assert.That(
            () => space.Describe(space.Sample(new Random(1)), Size),
            Throws.ArgumentException.With.Message.Contains("'halving'").And.Message.Contains("4x8x8").And.Message.Contains("4x4x4"));
    }

    [Test]
    public void A_name_of_the_library_is_refused() =>
        Assert.That(
            () => new DartsCellSpace { OwnOperations = [new OperationBlock(OperationNames.SkipConnect, Bottleneck.Add)] },
            Throws.ArgumentException.With.Property("ParamName").EqualTo("OwnOperations").And.Message.Contains(OperationNames.SkipConnect));
}
