using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The network of a genotype as data: what a <see cref="CellNetwork"/> is made of, counted without being built.</summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, appendix A.2. The auxiliary head, which no prediction uses, is not
/// part of it. Every operation of <see cref="OperationBlocks"/> may be named.
/// </remarks>
public static class CellNetworkGraph
{
    private const int StemMultiplier = 3;

    /// <summary>Describes the network.</summary>
    /// <param name="genotype">The cells that it is built of.</param>
    /// <param name="options">Its size; channels and layers are set, see <see cref="CellNetworkOptions.ScaledTo"/>.</param>
    /// <param name="shape">Size of the images.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <returns>The layers, from images to logits.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="genotype"/> or <paramref name="options"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// The genotype names an unknown operation, channels or layers are not set, the number of channels is odd where an even one is needed, or the
    /// reductions cannot halve the images.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classCount"/> is less than 2.</exception>
    public static NetworkGraph Describe(Genotype genotype, CellNetworkOptions options, MapShape shape, int classCount)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        CellNetworkChecks.CheckOptions(options);
        var (channels, layers) = (options.Channels!.Value, options.Cells!.Value);
        CellStack.CheckSize(shape, layers, options.Stem, nameof(shape));

        var graph = new GraphBuilder(shape);
        var isEighth = options.Stem == NetworkStem.EighthSize;
        var (earlier, previous) = isEighth ? AddEighthSizeStem(graph, channels) : AddFullSizeStem(graph, channels);
        var places = CellStack.Place(
            layers, channels, graph.ShapeOf(earlier).Channels, isEighth, reduces => CellOf(genotype, reduces).Concatenated.Length);
        foreach (var (layer, place) in places.Index())
        {
            var cell = CellOf(genotype, place.Reduces);
            (earlier, previous) = (previous, graph.Within($"cells.{layer}", () => CellBlock.Add(graph, earlier, previous, cell, place)));
        }

        graph.AddClassifier(previous, classCount);
        return graph.Build();
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

    private static CellGenotype CellOf(Genotype genotype, bool reduces) => reduces ? genotype.Reduction : genotype.Normal;
}
