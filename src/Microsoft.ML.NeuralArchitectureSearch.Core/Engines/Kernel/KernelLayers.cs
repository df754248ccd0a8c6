using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>The kinds of layers that the kernels compute by themselves.</summary>
internal static class KernelLayers
{
    /// <summary>Whether there are kernels for a layer.</summary>
    public static bool Suits(Layer layer) => layer switch
    {
        ConvolutionLayer convolution => !convolution.HasBias && !convolution.IsUnpadded,
        AveragePoolingLayer pooling => !pooling.IsUnpadded,
        MaxPoolingLayer or DropPathLayer or BatchNormalizationLayer or ReluLayer or AdditionLayer or ConcatenationLayer or ZeroLayer
            or ChoiceLayer or GlobalAveragePoolingLayer or ChannelShuffleLayer or HardSwishLayer => true,
        _ => false,
    };

    /// <summary>Whether a convolution filters each channel by itself, with a square kernel that there are kernels for.</summary>
    public static bool IsDepthwise(ConvolutionLayer layer) =>
        layer.Groups == layer.InputChannels && layer.InputChannels == layer.OutputChannels
        && layer.KernelHeight == layer.KernelWidth && layer.StrideHeight == layer.StrideWidth
        && StagePlan.Suits(layer.KernelHeight, layer.StrideHeight, layer.Dilation);

    /// <summary>Whether a convolution mixes the channels of each pixel.</summary>
    public static bool IsProjection(ConvolutionLayer layer) =>
        layer is { KernelHeight: 1, KernelWidth: 1, StrideHeight: 1, StrideWidth: 1, Groups: 1 };
}
