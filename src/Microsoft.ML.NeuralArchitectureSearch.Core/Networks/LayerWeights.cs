using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The weights that a layer learns.</summary>
internal static class LayerWeights
{
    /// <summary>What decides the shapes of a layer's weights: layers for which this is equal can share them.</summary>
    /// <returns><see langword="null"/> where a layer has no weights.</returns>
    public static Layer? ShapeOf(Layer layer) => layer switch
    {
        ConvolutionLayer convolution => convolution with { Stride = 1, Dilation = 1 },
        BatchNormalizationLayer or LinearLayer or EmbeddingLayer or MaskedBatchNormalizationLayer or AttentionPoolingLayer
            or SelfAttentionLayer
            or BidirectionalGruLayer or BidirectionalCellLayer => layer,
        _ => null,
    };

    /// <summary>Draws weights from torch's generator, on the CPU; batch normalization begins as the identity.</summary>
    /// <param name="shape">A layer with weights, as <see cref="ShapeOf"/> gives it.</param>
    public static Module Draw(Layer shape) => shape switch
    {
        ConvolutionLayer c => Drawn.Conv2d(
            c.InputChannels,
            c.OutputChannels,
            (c.KernelHeight, c.KernelWidth),
            groups: c.Groups,
            bias: c.HasBias),
        BatchNormalizationLayer n => new BatchNormalization(n.Channels, n.IsAffine),
        LinearLayer l => Drawn.Linear(l.InputSize, l.OutputSize),
        EmbeddingLayer e => FirstEmbedding.Draw(e),
        MaskedBatchNormalizationLayer n => new BatchNormalization(n.Channels, n.IsAffine),
        AttentionPoolingLayer a => new AttentionPooling(a),
        SelfAttentionLayer a => new SelfAttention(a),
        BidirectionalGruLayer g => new BidirectionalGru(g),
        BidirectionalCellLayer c => new BidirectionalCells(c),
        _ => throw new ArgumentException($"A {shape.GetType().Name} has no weights.", nameof(shape)),
    };
}
