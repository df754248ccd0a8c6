using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>ReLU, depthwise convolution, batch normalization, such as <c>dw_conv_3x3</c>.</summary>
internal static class DepthwiseConvolutionBlock
{
    public static int Add(GraphBuilder graph, int input, int kernel, int stride)
    {
        var channels = graph.ShapeOf(input).Channels;
        return graph.AddPreactivated(
            "depthwise",
            input,
            new ConvolutionLayer(channels, channels, kernel) { Stride = stride, Groups = channels });
    }
}
