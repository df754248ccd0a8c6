using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>ReLU, a convolution, batch normalization, such as <c>nor_conv_3x3</c>; the channels stay.</summary>
internal static class PlainConvolutionBlock
{
    public static int Add(GraphBuilder graph, int input, int kernel, int stride)
    {
        var channels = graph.ShapeOf(input).Channels;
        var positive = graph.Add("relu", new ReluLayer(), input);
        var convolved = graph.Add("conv", new ConvolutionLayer(channels, channels, kernel) { Stride = stride }, positive);
        return graph.Add("norm", new BatchNormalizationLayer(channels), convolved);
    }
}
