using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>The names of the operations of cells over texts; <c>none</c> and <c>skip_connect</c> are those of all cells.</summary>
public static class TextOperationNames
{
    /// <summary>Max pooling over windows of 3 tokens.</summary>
    public const string MaxPooling3 = "max_pool_3";

    /// <summary>Average pooling over windows of 3 tokens.</summary>
    public const string AveragePooling3 = "avg_pool_3";

    /// <summary>Convolution over 3 tokens.</summary>
    public const string Convolution3 = "conv_3";

    /// <summary>Convolution over 5 tokens.</summary>
    public const string Convolution5 = "conv_5";

    /// <summary>Convolution over 7 tokens.</summary>
    public const string Convolution7 = "conv_7";

    /// <summary>Depthwise separable convolution over 3 tokens.</summary>
    public const string SeparableConvolution3 = "sep_conv_3";

    /// <summary>Depthwise separable convolution over 5 tokens.</summary>
    public const string SeparableConvolution5 = "sep_conv_5";

    /// <summary>Depthwise separable convolution over 7 tokens.</summary>
    public const string SeparableConvolution7 = "sep_conv_7";

    /// <summary>Depthwise separable convolution over every second of 5 tokens.</summary>
    public const string DilatedConvolution3 = "dil_conv_3";

    /// <summary>Depthwise separable convolution over every second of 9 tokens.</summary>
    public const string DilatedConvolution5 = "dil_conv_5";

    /// <summary>Depthwise separable convolution over every second of 13 tokens.</summary>
    public const string DilatedConvolution7 = "dil_conv_7";

    /// <summary>Gated recurrent units in both directions.</summary>
    public const string BidirectionalGru = "bi_gru";

    /// <summary>Self-attention.</summary>
    public const string SelfAttention = "self_attention";

    /// <summary>
    /// The six candidates of an edge that a space has if no others are named, in the order of the columns of α: convolutions and recurrent
    /// units, which
    /// learned most of a few thousand sentences. A dozen candidates, as many as are trained by default, say little of a larger choice.
    /// </summary>
    public static ImmutableArray<string> Default { get; } =
    [
        OperationNames.None,
        OperationNames.SkipConnect,
        Convolution3,
        Convolution5,
        Convolution7,
        BidirectionalGru,
    ];

    /// <summary>All fifteen operations, in the order of the columns of α.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        OperationNames.None,
        OperationNames.SkipConnect,
        MaxPooling3,
        AveragePooling3,
        Convolution3,
        Convolution5,
        Convolution7,
        SeparableConvolution3,
        SeparableConvolution5,
        SeparableConvolution7,
        DilatedConvolution3,
        DilatedConvolution5,
        DilatedConvolution7,
        BidirectionalGru,
        SelfAttention,
    ];
}
