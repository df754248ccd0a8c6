using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>ReLU, a convolution over a row, one over a column, batch normalization, such as <c>conv_7x1_1x7</c> and NAO's <c>conv_1x3_3x1</c>.</summary>
internal static class FactorizedConvolutionBlock
{
    public static int Add(GraphBuilder graph, int input, int length, int stride)
    {
        var channels = graph.ShapeOf(input).Channels;
        var row = graph.Add(
            "row", new ConvolutionLayer(channels, channels, 1, length) { StrideWidth = stride }, graph.Add("relu", new ReluLayer(), input));
        return graph.AddNormalized("column", row, new ConvolutionLayer(channels, channels, length, 1) { StrideHeight = stride });
    }
}
