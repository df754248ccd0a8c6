using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>ReLU, a convolution over a row, one over a column, batch normalization.</summary>
internal static class FactorizedConvolutionBlock
{
    /// <summary>One normalization behind both, such as <c>conv_7x1_1x7</c>.</summary>
    public static int Add(GraphBuilder graph, int input, int length, int stride) =>
        AddColumn(graph, graph.Add("row", Row(graph, input, length, stride), graph.Add("relu", new ReluLayer(), input)), length, stride);

    /// <summary>One normalization behind each, such as NAO's <c>conv_1x3_3x1</c>.</summary>
    public static int AddNormalizedTwice(GraphBuilder graph, int input, int length, int stride) =>
        AddColumn(graph, graph.AddPreactivated("row", input, Row(graph, input, length, stride)), length, stride);

    private static int AddColumn(GraphBuilder graph, int input, int length, int stride)
    {
        var channels = graph.ShapeOf(input).Channels;
        return graph.AddNormalized("column", input, new ConvolutionLayer(channels, channels, length, 1) { StrideHeight = stride });
    }

    private static ConvolutionLayer Row(GraphBuilder graph, int input, int length, int stride)
    {
        var channels = graph.ShapeOf(input).Channels;
        return new(channels, channels, 1, length) { StrideWidth = stride };
    }
}
