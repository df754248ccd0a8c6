using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>
/// Halves height and width without losing pixels: two 1x1 convolutions at stride 2, the second one pixel further, side by side.
/// </summary>
/// <remarks>
/// As in the reference code of Liu et al. (2019), arXiv:1806.09055. Height, width and the number of output channels are even.
/// </remarks>
internal static class FactorizedReductionBlock
{
    public static int Add(GraphBuilder graph, int input, int channels)
    {
        if (channels % 2 != 0)
        {
            throw new ArgumentException($"A factorized reduction gives an even number of channels; found {channels}.", nameof(channels));
        }

        var half = new ConvolutionLayer(graph.ShapeOf(input).Channels, channels / 2, 1) { Stride = 2 };
        var positive = graph.Add("relu", new ReluLayer(), input);
        var even = graph.Add("even", half, positive);
        var odd = graph.Add("odd", half, graph.Add("shift", new ShiftLayer(), positive));
        return graph.Add("norm", new BatchNormalizationLayer(channels), graph.Add("joined", new ConcatenationLayer(), even, odd));
    }
}
