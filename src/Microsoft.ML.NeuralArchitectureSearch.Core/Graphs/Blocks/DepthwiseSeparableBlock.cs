using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>
/// ReLU, depthwise convolution, 1x1 convolution, batch normalization; with dilation 2 it is <c>dil_conv_3x3</c> and the like.
/// </summary>
internal static class DepthwiseSeparableBlock
{
    public static int Add(GraphBuilder graph, int input, int kernel, int stride, int dilation = 1)
    {
        var channels = graph.ShapeOf(input).Channels;
        var depthwise = graph.Add(
            "depthwise",
            new ConvolutionLayer(channels, channels, kernel) { Stride = stride, Dilation = dilation, Groups = channels },
            graph.Add("relu", new ReluLayer(), input));
        return graph.AddNormalized("pointwise", depthwise, new ConvolutionLayer(channels, channels, 1));
    }
}
