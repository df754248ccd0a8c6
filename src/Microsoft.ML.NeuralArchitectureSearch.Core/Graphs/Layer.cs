using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs;

/// <summary>One layer of a network, as data: what it computes, not its weights.</summary>
/// <remarks>
/// Every kind of layer is the library's, so that all networks can be saved, loaded and computed anywhere; operations of one's own are
/// functions that add
/// layers of these kinds. The names in the attributes stand in model files: a new kind of layer adds one, none is ever changed.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "layer")]
[JsonDerivedType(typeof(AdditionLayer), "addition")]
[JsonDerivedType(typeof(AttentionPoolingLayer), "attention_pooling")]
[JsonDerivedType(typeof(AuxiliaryOutputLayer), "auxiliary_output")]
[JsonDerivedType(typeof(AveragePoolingLayer), "average_pooling")]
[JsonDerivedType(typeof(BatchNormalizationLayer), "batch_normalization")]
[JsonDerivedType(typeof(BidirectionalCellLayer), "bidirectional_cell")]
[JsonDerivedType(typeof(BidirectionalGruLayer), "bidirectional_gru")]
[JsonDerivedType(typeof(ChannelProductLayer), "channel_product")]
[JsonDerivedType(typeof(ChannelShuffleLayer), "channel_shuffle")]
[JsonDerivedType(typeof(ChoiceLayer), "choice")]
[JsonDerivedType(typeof(ConcatenationLayer), "concatenation")]
[JsonDerivedType(typeof(ConvolutionLayer), "convolution")]
[JsonDerivedType(typeof(DropoutLayer), "dropout")]
[JsonDerivedType(typeof(DropPathLayer), "drop_path")]
[JsonDerivedType(typeof(EmbeddingLayer), "embedding")]
[JsonDerivedType(typeof(GlobalAveragePoolingLayer), "global_average_pooling")]
[JsonDerivedType(typeof(HardSigmoidLayer), "hard_sigmoid")]
[JsonDerivedType(typeof(HardSwishLayer), "hard_swish")]
[JsonDerivedType(typeof(InputLayer), "input")]
[JsonDerivedType(typeof(LinearLayer), "linear")]
[JsonDerivedType(typeof(MaskedAveragePoolingLayer), "masked_average_pooling")]
[JsonDerivedType(typeof(MaskedBatchNormalizationLayer), "masked_batch_normalization")]
[JsonDerivedType(typeof(MaskedGlobalMaxPoolingLayer), "masked_global_max_pooling")]
[JsonDerivedType(typeof(MaskedMaxPoolingLayer), "masked_max_pooling")]
[JsonDerivedType(typeof(MaskLayer), "mask")]
[JsonDerivedType(typeof(MaxPoolingLayer), "max_pooling")]
[JsonDerivedType(typeof(NextPositionLayer), "next_position")]
[JsonDerivedType(typeof(ReluLayer), "relu")]
[JsonDerivedType(typeof(ScaleLayer), "scale")]
[JsonDerivedType(typeof(SelfAttentionLayer), "self_attention")]
[JsonDerivedType(typeof(ShiftLayer), "shift")]
[JsonDerivedType(typeof(SubsampleLayer), "subsample")]
[JsonDerivedType(typeof(TokenMaskLayer), "token_mask")]
[JsonDerivedType(typeof(TrimLayer), "trim")]
[JsonDerivedType(typeof(ZeroLayer), "zero")]
public abstract record Layer
{
    private protected Layer()
    {
    }

    /// <summary>Number of trainable weights.</summary>
    public virtual long ParameterCount => 0;

    /// <summary>Size of the feature map that the layer gives.</summary>
    /// <param name="inputs">Sizes of the feature maps that it reads.</param>
    /// <returns>Channels, height and width of its output, for one image.</returns>
    /// <exception cref="ArgumentException">The layer cannot read feature maps of these sizes.</exception>
    public abstract MapShape OutputOf(ImmutableArray<MapShape> inputs);

    /// <summary>
    /// Multiplications, each with its addition, that the layer needs for one image. Only convolutions and linear layers count, as papers
    /// do.
    /// </summary>
    /// <param name="inputs">Sizes of the feature maps that it reads.</param>
    /// <returns>Number of multiply-adds.</returns>
    public virtual long MultiplyAddsOf(ImmutableArray<MapShape> inputs) => 0;

    /// <summary>Number of windows that lie within a side of a feature map.</summary>
    private protected static int WindowCount(int length, int window, int stride) => length >= window
        ? ((length - window) / stride) + 1
        : throw new ArgumentException($"A window of {window} does not fit into a side of {length}.", nameof(length));

    private protected static MapShape Single(ImmutableArray<MapShape> inputs, string layer) => inputs is [var only]
        ? only
        : throw new ArgumentException($"A {layer} reads one feature map; found {inputs.Length}.", nameof(inputs));

    private protected static MapShape WithChannels(ImmutableArray<MapShape> inputs, int channels, string layer)
    {
        var input = Single(inputs, layer);
        return input.Channels == channels
            ? input
            : throw new ArgumentException(
                $"A {layer} of {channels} channels cannot read a feature map of {input.Channels}.",
                nameof(inputs));
    }

    private protected static MapShape Tokens(
        ImmutableArray<MapShape> inputs,
        string layer) => Single(inputs, layer) is { Channels: 1, Height: 1 } tokens
        ? tokens
        : throw new ArgumentException($"A {layer} reads the numbers of tokens, 1x1xL; found {inputs[0]}.", nameof(inputs));

    private protected static MapShape Masked(ImmutableArray<MapShape> inputs, string layer)
    {
        if (inputs is not [var map, var mask])
        {
            throw new ArgumentException($"A {layer} reads a feature map and its mask; found {inputs.Length} inputs.", nameof(inputs));
        }

        return map.Height == 1 && mask is { Channels: 1, Height: 1 } && mask.Width == map.Width
            ? map
            : throw new ArgumentException(
                $"A {layer} reads a feature map Cx1xL and its mask 1x1xL; found {map} and {mask}.",
                nameof(inputs));
    }
}
