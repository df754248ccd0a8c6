using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs;

/// <summary>
/// The network of a genotype: a stem, the cells, global average pooling, a linear classifier; in training an auxiliary classifier.
/// </summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, appendix A.2. Every operation of
/// <see cref="OperationBlocks"/>
/// may be named.
/// </remarks>
public static class CellNetworkGraph
{
    private const int StemMultiplier = 3;

    /// <summary>Describes the network.</summary>
    /// <param name="genotype">The cells that it is built of.</param>
    /// <param name="options">Its size; channels and cells are set, see <see cref="CellNetworkOptions.ScaledTo"/>.</param>
    /// <param name="shape">Size of the images.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <returns>The layers, from images to logits.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="genotype"/> or <paramref name="options"/> is <see langword="null"/>.
    /// </exception>
    /// <exception cref="ArgumentException">As for <see cref="Check"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classCount"/> is less than 2.</exception>
    public static NetworkGraph Describe(Genotype genotype, CellNetworkOptions options, MapShape shape, int classCount) =>
        Describe(genotype, options, shape, classCount, ownOperations: []);

    /// <summary>Describes the network of a genotype that may name operations besides those of the library.</summary>
    internal static NetworkGraph Describe(
        Genotype genotype, CellNetworkOptions options, MapShape shape, int classCount, ImmutableArray<OperationBlock> ownOperations)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        ArgumentNullException.ThrowIfNull(options);
        CellNetworkChecks.Check(genotype, options, shape, ownOperations);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        var (channels, cells) = (options.Channels!.Value, options.Cells!.Value);

        var graph = new GraphBuilder(shape) { OwnOperations = ownOperations };
        var isEighth = options.Stem == NetworkStem.EighthSize;
        var (earlier, previous) = isEighth ? AddEighthSizeStem(graph, channels) : AddFullSizeStem(graph, channels);
        var places = CellStack.Place(
            cells, channels, graph.ShapeOf(earlier).Channels, isEighth, reduces => CellOf(genotype, reduces).Concatenated.Length);
        foreach (var (index, place) in places.Index())
        {
            var cell = CellOf(genotype, place.Reduces);
            (earlier, previous) = (previous, graph.Within($"cells.{index}", () => CellBlock.Add(graph, earlier, previous, cell, place)));
            if (options.AuxiliaryHead && index == CellStack.AuxiliaryLayer(cells))
            {
                graph.Within("auxiliary", () => AuxiliaryHeadBlock.Add(graph, previous, classCount, isEighth));
            }
        }

        graph.AddClassifier(previous, classCount);
        return graph.Build();
    }

    /// <summary>Refuses what no network can be built of, before any work is done.</summary>
    /// <param name="genotype">The cells.</param>
    /// <param name="options">The size of the network.</param>
    /// <param name="shape">Size of the images.</param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="genotype"/> or <paramref name="options"/> is <see langword="null"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The genotype names an unknown operation; channels or cells are not set; the number of channels is odd where an even one is needed;
    /// the
    /// reductions cannot halve the images; or the feature maps do not suit the auxiliary head.
    /// </exception>
    public static void Check(Genotype genotype, CellNetworkOptions options, MapShape shape)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        ArgumentNullException.ThrowIfNull(options);
        CellNetworkChecks.Check(genotype, options, shape, ownOperations: []);
    }

    private static (int Earlier, int Previous) AddFullSizeStem(GraphBuilder graph, int channels)
    {
        var images = graph.ShapeOf(GraphBuilder.Input).Channels;
        var stem = graph.AddNormalized("stem", GraphBuilder.Input, new ConvolutionLayer(images, StemMultiplier * channels, 3));
        return (stem, stem);
    }

    private static (int Earlier, int Previous) AddEighthSizeStem(GraphBuilder graph, int channels)
    {
        var images = graph.ShapeOf(GraphBuilder.Input).Channels;
        var half = graph.AddActivated("stem.0", GraphBuilder.Input, new ConvolutionLayer(images, channels / 2, 3) { Stride = 2 });
        var quarter = graph.AddNormalized("stem.1", half, new ConvolutionLayer(channels / 2, channels, 3) { Stride = 2 });
        return (quarter, graph.AddPreactivated("stem.2", quarter, new ConvolutionLayer(channels, channels, 3) { Stride = 2 }));
    }

    internal static CellGenotype CellOf(Genotype genotype, bool reduces) => reduces ? genotype.Reduction : genotype.Normal;
}
