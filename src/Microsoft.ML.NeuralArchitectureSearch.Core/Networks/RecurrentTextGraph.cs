using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>
/// The classifier of texts that is built of a recurrent cell, as data: embedding, the cell in both directions, pooling over the tokens,
/// classifier.
/// </summary>
internal static class RecurrentTextGraph
{
    public static NetworkGraph Of(RecurrentGenotype genotype, TextInput input, RecurrentTextOptions options, NetworkSize size)
    {
        var graph = new GraphBuilder(size.Shape);
        var width = options.EmbeddingWidth ?? input.Vectors?.Width ?? TextNetworkOptions.DefaultEmbeddingWidth;
        var (embedded, mask) = graph.AddTextStem(input, width, options.EmbeddingDropout);
        var states = graph.Add(
            "cell",
            new BidirectionalCellLayer(genotype, width, options.HiddenSize) { HiddenDropout = options.HiddenDropout },
            embedded,
            mask);
        graph.AddTextClassifier(states, mask, new TextHead(size.ClassCount, options.Pooling, options.Dropout));
        return graph.Build();
    }
}
