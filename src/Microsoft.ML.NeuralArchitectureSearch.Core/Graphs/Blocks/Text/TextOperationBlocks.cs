using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

/// <summary>The operations that cells over texts name, as layers; supernets and final networks are built of the same ones.</summary>
public static class TextOperationBlocks
{
    /// <summary>All known operations.</summary>
    public static ImmutableArray<TextOperationBlock> All { get; } =
    [
        new(OperationNames.None, at => at.Graph.Add("zero", new ZeroLayer(at.Stride), at.Map)),
        new(OperationNames.SkipConnect, Skip),
        new(TextOperationNames.MaxPooling3, at => at.Graph.Add("pooled", new MaskedMaxPoolingLayer(3, at.Stride), at.Map, at.Mask)) {
            IsNormalizedInSupernet = true },
        new(TextOperationNames.AveragePooling3, at => at.Graph.Add("pooled", new MaskedAveragePoolingLayer(3, at.Stride), at.Map, at.Mask))
        {
            IsNormalizedInSupernet = true,
        },
        new(TextOperationNames.Convolution3, at => Convolve(at, 3)),
        new(TextOperationNames.Convolution5, at => Convolve(at, 5)),
        new(TextOperationNames.Convolution7, at => Convolve(at, 7)),
        new(TextOperationNames.SeparableConvolution3, at => ConvolveSeparably(at, 3, dilation: 1)),
        new(TextOperationNames.SeparableConvolution5, at => ConvolveSeparably(at, 5, dilation: 1)),
        new(TextOperationNames.SeparableConvolution7, at => ConvolveSeparably(at, 7, dilation: 1)),
        new(TextOperationNames.DilatedConvolution3, at => ConvolveSeparably(at, 3, dilation: 2)),
        new(TextOperationNames.DilatedConvolution5, at => ConvolveSeparably(at, 5, dilation: 2)),
        new(TextOperationNames.DilatedConvolution7, at => ConvolveSeparably(at, 7, dilation: 2)),
        new(TextOperationNames.BidirectionalGru, Recur),
        new(TextOperationNames.SelfAttention, Attend),
    ];

    /// <summary>The operation of a name.</summary>
    /// <param name="name">The name, such as <c>sep_conv_3</c>.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">No operation has this name.</exception>
    public static TextOperationBlock Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(operation => operation.Name == name)
            ?? throw new ArgumentException(
                $"There is no operation '{name}' on texts; known are {string.Join(", ", All.Select(known => known.Name))}.", nameof(name));
    }

    // Nothing at stride 1; at stride 2 two 1x1 convolutions side by side, which read the even and the odd tokens.
    private static int Skip(TextPlace at) => at.Stride == 1 ? at.Map : TextReductionBlock.Add(at, at.Channels);

    private static int Convolve(TextPlace at, int width) =>
        AddLast(at, "conv", new ConvolutionLayer(at.Channels, at.Channels, 1, width) { StrideWidth = at.Stride }, at.Map);

    private static int ConvolveSeparably(TextPlace at, int width, int dilation)
    {
        var channels = at.Channels;
        var depthwise = new ConvolutionLayer(channels, channels, 1, width)
        {
            StrideWidth = at.Stride,
            Dilation = dilation,
            Groups = channels
        };
        return AddLast(at, "pointwise", new ConvolutionLayer(channels, channels, 1), at.Graph.Add("depthwise", depthwise, at.Map));
    }

    // What gives a bias gives it behind the end of a text too.
    private static int AddLast(TextPlace at, string name, ConvolutionLayer layer, int map)
    {
        var isNormalized = at.Normalization != TextNormalization.None;
        var convolved = at.Graph.Add(name, layer with { HasBias = !isNormalized }, map);
        return at.Graph.Add(
            "relu",
            new ReluLayer(),
            isNormalized ? at.AddNorm(convolved) : at.Graph.Add("masked", new MaskLayer(), convolved, at.OutputMask));
    }

    private static int Recur(TextPlace at)
    {
        if (at.Channels % 2 != 0)
        {
            throw new ArgumentException($"'{TextOperationNames.BidirectionalGru}' gives an even number of channels, half of them in each "
                + $"direction; found {at.Channels}.", nameof(at));
        }

        return at.AddNorm(at.AddStrided(at.Graph.Add("gru", new BidirectionalGruLayer(at.Channels, at.Channels / 2), at.Map, at.Mask)));
    }

    private static int Attend(TextPlace at) =>
        at.AddNorm(at.AddStrided(at.Graph.Add("attention", new SelfAttentionLayer(at.Channels), at.Map, at.Mask)));
}
