using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs;

/// <summary>Networks of cells over texts as data: embedding, cells, pooling over the tokens of all of them, classifier.</summary>
internal sealed class TextCellGraph
{
    // What normalizations give is ten times as large as vectors of words. Adam moves every weight of the classifier by its rate, whatever
    // it multiplies.
    private const double OutputScale = 0.1;

    private readonly GraphBuilder _graph;
    private readonly TextNetworkOptions _options;
    private readonly int _classCount;
    private readonly TextNormalization _normalization;
    private readonly int _embedded;
    private readonly int _mask;

    private TextCellGraph(TextInput input, TextNetworkOptions options, NetworkSize size, TextNormalization normalization)
    {
        if (size.Shape is not { Channels: 1, Height: 1, Width: > 0 })
        {
            throw new ArgumentException($"Texts are numbers of tokens, 1x1xL; found {size.Shape}.", nameof(size));
        }

        (_options, _classCount, _normalization) = (options, size.ClassCount, normalization);
        _graph = new GraphBuilder(size.Shape);
        (_embedded, _mask) = _graph.AddTextStem(
            input, options.EmbeddingWidth ?? input.Vectors?.Width ?? TextNetworkOptions.DefaultEmbeddingWidth, options.EmbeddingDropout);
    }

    /// <summary>The final network, or a candidate's.</summary>
    /// <exception cref="ArgumentException">The genotype names an unknown operation.</exception>
    public static NetworkGraph Of(Genotype genotype, TextInput input, TextNetworkOptions options, NetworkSize size)
    {
        var network = new TextCellGraph(input, options, size, options.IsNormalized ? TextNormalization.Affine : TextNormalization.None);
        return network.Build(
            reduces => CellOf(genotype, reduces).Concatenated.Length,
            inputs => TextCellBlock.Add(inputs, CellOf(genotype, inputs.Place.Reduces)));
    }

    /// <summary>The network that holds all cells of a space.</summary>
    /// <param name="nodes">Intermediate nodes of a cell.</param>
    /// <param name="operations">The candidates of every edge.</param>
    /// <param name="input">The words.</param>
    /// <param name="options">Size of the network.</param>
    /// <param name="size">Length of the texts, number of classes.</param>
    /// <exception cref="ArgumentException">A name is of no known operation, or there is no cell of one of the two kinds.</exception>
    public static NetworkGraph Relaxed(
        int nodes,
        IReadOnlyList<string> operations,
        TextInput input,
        TextNetworkOptions options,
        NetworkSize size)
    {
        if (options.Cells < 2)
        {
            throw new ArgumentException(
                $"A supernet over texts has a normal and a reduction cell, {nameof(options.Cells)} of at least 2; found {options.Cells}.",
                nameof(options));
        }

        var network = new TextCellGraph(input, options, size, TextNormalization.Standard);
        return network.Build(_ => nodes, inputs => TextSearchCellBlock.Add(inputs, nodes, operations));
    }

    private static CellGenotype CellOf(Genotype genotype, bool reduces) => reduces ? genotype.Reduction : genotype.Normal;

    private NetworkGraph Build(Func<bool, int> outputNodes, Func<TextCellInputs, int> addCell)
    {
        var (earlier, previous, mask) = (_embedded, _embedded, _mask);
        List<(int Map, int Mask)> read = [(_embedded, _mask)];
        foreach (var (layer, place) in TextCellStack.Place(
            _options.Cells,
            _options.Channels,
            _graph.ShapeOf(_embedded).Channels,
            outputNodes).Index())
        {
            var outputMask = place.Reduces ? _graph.Add($"mask.{layer}", new SubsampleLayer(2), mask) : mask;
            var inputs = new TextCellInputs(_graph, _embedded, earlier, previous, mask, outputMask, place, _normalization);
            (earlier, previous) = (previous, _graph.Within($"cells.{layer}", () => addCell(inputs)));
            mask = outputMask;
            read.Add((_normalization == TextNormalization.None
                ? previous
                : _graph.Add($"scaled.{layer}", new ScaleLayer(OutputScale), previous), mask));
        }

        // The words themselves say much: the classifier reads them and every cell, so that what is learned of the words does not wait for
        // the cells.
        _graph.AddTextClassifier(read, new TextHead(_classCount, _options.Pooling, _options.Dropout));
        return _graph.Build();
    }
}
