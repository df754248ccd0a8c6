using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>The names that the field gives to the operations of convolutional cells.</summary>
public static class OperationNames
{
    /// <summary>No connection: the output is zero.</summary>
    public const string None = "none";

    /// <summary>Max pooling, 2x2.</summary>
    public const string MaxPooling2x2 = "max_pool_2x2";

    /// <summary>Max pooling, 3x3.</summary>
    public const string MaxPooling3x3 = "max_pool_3x3";

    /// <summary>Max pooling, 5x5.</summary>
    public const string MaxPooling5x5 = "max_pool_5x5";

    /// <summary>Average pooling, 2x2, the padding not counted.</summary>
    public const string AveragePooling2x2 = "avg_pool_2x2";

    /// <summary>Average pooling, 3x3, the padding not counted.</summary>
    public const string AveragePooling3x3 = "avg_pool_3x3";

    /// <summary>Average pooling, 5x5, the padding not counted.</summary>
    public const string AveragePooling5x5 = "avg_pool_5x5";

    /// <summary>Identity at stride 1, factorized reduction at stride 2.</summary>
    public const string SkipConnect = "skip_connect";

    /// <summary>Depthwise separable convolution, 3x3, applied twice.</summary>
    public const string SeparableConvolution3x3 = "sep_conv_3x3";

    /// <summary>Depthwise separable convolution, 5x5, applied twice.</summary>
    public const string SeparableConvolution5x5 = "sep_conv_5x5";

    /// <summary>Depthwise separable convolution, 7x7, applied twice.</summary>
    public const string SeparableConvolution7x7 = "sep_conv_7x7";

    /// <summary>Depthwise separable convolution, 3x3, applied once.</summary>
    public const string SingleSeparableConvolution3x3 = "sep_conv_3x3_once";

    /// <summary>Depthwise convolution, 3x3: each channel by itself.</summary>
    public const string DepthwiseConvolution3x3 = "dw_conv_3x3";

    /// <summary>Dilated depthwise separable convolution, 3x3, dilation 2.</summary>
    public const string DilatedConvolution3x3 = "dil_conv_3x3";

    /// <summary>Dilated depthwise separable convolution, 5x5, dilation 2.</summary>
    public const string DilatedConvolution5x5 = "dil_conv_5x5";

    /// <summary>A 1x7 convolution followed by a 7x1 convolution.</summary>
    public const string Convolution7x1Then1x7 = "conv_7x1_1x7";

    /// <summary>A 1x3 convolution followed by a 3x1 convolution, each with its batch normalization, as in NAO.</summary>
    public const string Convolution1x3Then3x1 = "conv_1x3_3x1";

    /// <summary>A 1x7 convolution followed by a 7x1 convolution, each with its batch normalization, as in NAO.</summary>
    public const string Convolution1x7Then7x1 = "conv_1x7_7x1";

    /// <summary>ReLU, 1x1 convolution, batch normalization, as in NAS-Bench-201.</summary>
    public const string Convolution1x1 = "nor_conv_1x1";

    /// <summary>ReLU, 3x3 convolution, batch normalization, as in NAS-Bench-201.</summary>
    public const string Convolution3x3 = "nor_conv_3x3";

    /// <summary>The eight candidates of an edge in DARTS, in the order of the columns of α.</summary>
    /// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, section 3.1.</remarks>
    public static ImmutableArray<string> Darts { get; } =
    [
        None,
        MaxPooling3x3,
        AveragePooling3x3,
        SkipConnect,
        SeparableConvolution3x3,
        SeparableConvolution5x5,
        DilatedConvolution3x3,
        DilatedConvolution5x5,
    ];
}
