using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>
/// The block between the stages of NAS-Bench-201: two 3x3 convolutions, the first at stride 2, beside a pooled 1x1 convolution.
/// </summary>
/// <remarks>Dong and Yang (2020), arXiv:2001.00326, section 2.1; the basic block of He et al. (2016), arXiv:1603.05027.</remarks>
internal static class ResidualReductionBlock
{
    public static int Add(GraphBuilder graph, int input, int channels)
    {
        var read = graph.ShapeOf(input).Channels;
        var halved = graph.AddPreactivated("first", input, new ConvolutionLayer(read, channels, 3) { Stride = 2 });
        var convolved = graph.AddPreactivated("second", halved, new ConvolutionLayer(channels, channels, 3));
        var shortcut = graph.Add(
            "shortcut",
            new ConvolutionLayer(read, channels, 1),
            graph.Add("pooled", new AveragePoolingLayer(2, 2), input));
        return graph.Add("sum", new AdditionLayer(), convolved, shortcut);
    }
}
