namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>ReLU, depthwise convolution, 1x1 convolution, batch normalization, all applied twice, such as <c>sep_conv_3x3</c>.</summary>
/// <remarks>Applied twice as in Zoph et al. (2018), arXiv:1707.07012; the stride is that of the first half.</remarks>
internal static class SeparableConvolutionBlock
{
    public static int Add(GraphBuilder graph, int input, int kernel, int stride)
    {
        var half = graph.Within("first", () => DepthwiseSeparableBlock.Add(graph, input, kernel, stride));
        return graph.Within("second", () => DepthwiseSeparableBlock.Add(graph, half, kernel, stride: 1));
    }
}
