using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>The supernet of a space of cells over images as data: stem, search cells, global pooling, classifier.</summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, section 2.2 and appendix A.1. Batch normalizations
/// within cells
/// learn no scale and no shift, which would change how the shares of the operations compare.
/// </remarks>
internal static class SupernetGraph
{
    private const int StemMultiplier = 3;
    private const int DefaultChannels = 16;
    private const int DefaultCells = 8;

    /// <summary>Describes the supernet.</summary>
    /// <param name="space">The space.</param>
    /// <param name="ownOperations">Operations that the library does not have.</param>
    /// <param name="size">
    /// Size of the images, number of classes, channels and cells; 16 and 8, as in the paper, where they are not set.
    /// </param>
    /// <exception cref="ArgumentException">The space names an unknown operation, or the reductions cannot halve the images.</exception>
    public static NetworkGraph Describe(DifferentiableCellSpace space, NetworkSize size, ImmutableArray<OperationBlock> ownOperations)
    {
        var (channels, cells) = (size.Channels ?? DefaultChannels, size.Cells ?? DefaultCells);
        CellStack.CheckSize(size.Shape, cells, NetworkStem.FullSize, nameof(size));
        var graph = new GraphBuilder(size.Shape) { OwnOperations = ownOperations };
        var stem = graph.AddNormalized("stem", GraphBuilder.Input, new ConvolutionLayer(size.Shape.Channels, StemMultiplier * channels, 3));
        var (earlier, previous) = (stem, stem);
        foreach (var (layer, place) in CellStack.Place(cells, channels, StemMultiplier * channels, stemReduces: false, _ => space.Nodes)
            .Index())
        {
            var output = graph.Standardized(
                () => graph.Within($"cells.{layer}", () => SearchCellBlock.Add(graph, earlier, previous, space, place)));
            (earlier, previous) = (previous, output);
        }

        graph.AddClassifier(previous, size.ClassCount);
        return graph.Build();
    }
}
