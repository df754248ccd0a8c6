using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

/// <summary>
/// Halves the length without losing tokens: two 1x1 convolutions at stride 2, the second one token further, side by side.
/// </summary>
/// <remarks>The factorized reduction of the reference code of Liu et al. (2019), arXiv:1806.09055, over texts of any length.</remarks>
internal static class TextReductionBlock
{
    public static int Add(TextPlace at, int channels)
    {
        if (channels % 2 != 0)
        {
            throw new ArgumentException($"A factorized reduction gives an even number of channels; found {channels}.", nameof(channels));
        }

        var half = new ConvolutionLayer(at.Channels, channels / 2, 1) { Stride = 2 };
        var even = at.Graph.Add("even", half, at.Map);
        var odd = at.Graph.Add("odd", half, at.Graph.Add("next", new NextPositionLayer(), at.Map));
        return at.AddNorm(at.Graph.Add("joined", new ConcatenationLayer(), even, odd));
    }
}
