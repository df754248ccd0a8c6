using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace TextSearch;

/// <summary>Networks that people wrote by hand, layer by layer: what a found one is held against.</summary>
internal static class HandWritten
{
    private const int Width = 64;
    private const double EmbeddingDropout = 0.2;

    /// <summary>Convolutions of three widths over the words, the maximum of each over the text, a classifier.</summary>
    /// <remarks>
    /// Kim, "Convolutional Neural Networks for Sentence Classification" (2014), arXiv:1408.5882, with odd widths and 64 instead of 100 maps
    /// of each.
    /// </remarks>
    public static NetworkGraph Convolutions(TextInput words, NetworkSize size)
    {
        const int maps = 64;
        var graph = new GraphBuilder(size.Shape);
        var width = words.Vectors?.Width ?? Width;
        var (embedded, mask) = graph.AddTextStem(words, width, EmbeddingDropout);
        var convolved = new[] { 3, 5, 7 }.Select(kernel =>
        {
            var layer = new ConvolutionLayer(width, maps, 1, kernel) { HasBias = true };
            return graph.Add($"relu.{kernel}", new ReluLayer(), graph.Add($"conv.{kernel}", layer, embedded));
        });
        var joined = graph.Add("joined", new ConcatenationLayer(), [.. convolved]);
        graph.AddTextClassifier(joined, mask, new TextHead(size.ClassCount));
        return graph.Build();
    }

    /// <summary>Gated recurrent units in both directions over the words, the maximum over the text, a classifier.</summary>
    public static NetworkGraph Recurrent(TextInput words, NetworkSize size)
    {
        const int hidden = 64;
        var graph = new GraphBuilder(size.Shape);
        var width = words.Vectors?.Width ?? Width;
        var (embedded, mask) = graph.AddTextStem(words, width, EmbeddingDropout);
        var states = graph.Add("gru", new BidirectionalGruLayer(width, hidden), embedded, mask);
        graph.AddTextClassifier(states, mask, new TextHead(size.ClassCount));
        return graph.Build();
    }
}
