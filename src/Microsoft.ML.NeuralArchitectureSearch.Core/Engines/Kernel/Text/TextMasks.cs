using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Text;

/// <summary>The masks of a network over texts, and the layers that may be computed with zeros behind the end of each text.</summary>
/// <remarks>
/// Every map that a region computes is zero there. Torch computes other values behind the end for some layers, such as a convolution of
/// width 3: such a layer
/// suits only if all that reads it leaves them out.
/// </remarks>
internal sealed class TextMasks
{
    private readonly GraphReaders _graph;
    private readonly bool[] _isZero;
    private readonly bool[] _isLeftOut;

    private TextMasks(GraphReaders graph, ImmutableArray<int> nodes)
    {
        (_graph, Nodes) = (graph, nodes);
        _isZero = new bool[graph.Graph.Nodes.Length];
        _isLeftOut = new bool[graph.Graph.Nodes.Length];
        for (var node = 0; node < _isZero.Length; node++)
        {
            _isZero[node] = IsZeroBehindEnd(node);
        }

        for (var node = _isZero.Length - 1; node >= 0; node--)
        {
            _isLeftOut[node] = !graph.Of(node).IsEmpty && graph.Of(node).All(reader => LeavesOut(reader, node));
        }
    }

    /// <summary>The nodes that give the masks, one for each length of maps.</summary>
    public ImmutableArray<int> Nodes { get; }

    /// <summary>The masks of a graph; <see langword="null"/> where its texts cannot be trimmed before its first layer.</summary>
    public static TextMasks? TryFind(GraphReaders graph)
    {
        var nodes = graph.Graph.Nodes;
        if (graph.Of(0).Any(reader => graph.LayerOf(reader) is not TrimLayer) || nodes.Any(node => node.Layer is BatchNormalizationLayer))
        {
            return null;
        }

        var masks = new List<int>();
        for (var node = 0; node < nodes.Length; node++)
        {
            if (nodes[node].Layer is TokenMaskLayer
                || (nodes[node].Layer is SubsampleLayer { Stride: 2 } && masks.Contains(graph.InputOf(node))))
            {
                masks.Add(node);
            }
        }

        // Masks of equal length are the same: a text has a first token, however often its length is halved.
        return masks.Count == 0 ? null : new TextMasks(graph, [.. masks.DistinctBy(mask => nodes[mask].Output.Width)]);
    }

    /// <summary>Whether there are kernels for a node by itself.</summary>
    public bool Suits(int node) => (_isZero[node] || _isLeftOut[node]) && _graph.LayerOf(node) switch
    {
        ConvolutionLayer convolution => convolution is { KernelHeight: 1, HasBias: false, IsUnpadded: false },
        MaskedBatchNormalizationLayer or MaskedMaxPoolingLayer or MaskedAveragePoolingLayer or MaskedGlobalMaxPoolingLayer or MaskLayer
            or NextPositionLayer
            or ReluLayer or AdditionLayer or ConcatenationLayer or ZeroLayer => true,
        _ => false,
    };

    /// <summary>Whether a convolution filters each channel by itself.</summary>
    public static bool IsFilter(ConvolutionLayer layer) =>
        layer.Groups == layer.InputChannels && layer.InputChannels == layer.OutputChannels
        && layer is { KernelHeight: 1, KernelWidth: > 1 and <= 7, StrideWidth: 1 or 2, Dilation: 1 or 2 };

    private bool IsZeroBehindEnd(int node) => _graph.LayerOf(node) switch
    {
        EmbeddingLayer or MaskLayer or MaskedBatchNormalizationLayer or MaskedMaxPoolingLayer or MaskedAveragePoolingLayer
            or MaskedGlobalMaxPoolingLayer
            or AttentionPoolingLayer or SelfAttentionLayer or BidirectionalGruLayer or BidirectionalCellLayer => true,
        ReluLayer or ScaleLayer or DropoutLayer or ChoiceLayer or ZeroLayer or NextPositionLayer or SubsampleLayer or AdditionLayer
            or ConcatenationLayer
            or ConvolutionLayer { KernelHeight: 1, KernelWidth: 1, HasBias: false } => _graph.Graph.Nodes[node].Inputs
                .All(input => _isZero[input]),
        _ => false,
    };

    private bool LeavesOut(int reader, int node) => _graph.LayerOf(reader) switch
    {
        MaskLayer or MaskedBatchNormalizationLayer or MaskedMaxPoolingLayer or MaskedAveragePoolingLayer or MaskedGlobalMaxPoolingLayer =>
            _graph.InputOf(reader) == node,
        ReluLayer or AdditionLayer or ConcatenationLayer or ConvolutionLayer { KernelHeight: 1, KernelWidth: 1 } => _isLeftOut[reader],
        _ => false,
    };
}
