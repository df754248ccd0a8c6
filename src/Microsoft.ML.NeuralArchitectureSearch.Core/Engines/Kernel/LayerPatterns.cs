using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>
/// Finds the layers of a graph that the kernels compute together: all end in a batch normalization, a mask or a pooling over all tokens.
/// </summary>
internal sealed class LayerPatterns
{
    private readonly GraphReaders _graph;
    private readonly Dictionary<int, LayerPattern> _patterns = [];
    private readonly HashSet<int> _inner = [];
    private readonly bool _areTexts;

    /// <param name="graph">The graph.</param>
    /// <param name="areTexts">Whether regions know the masks of texts. Default: not, as those of images.</param>
    public LayerPatterns(GraphReaders graph, bool areTexts = false)
    {
        (_graph, _areTexts) = (graph, areTexts);
        for (var node = 0; node < graph.Graph.Nodes.Length; node++)
        {
            if (Find(node) is { } pattern)
            {
                _patterns.Add(node, pattern);
                _inner.UnionWith(pattern.Inner);
            }
        }
    }

    /// <summary>The pattern that ends at a node; <see langword="null"/> where none does.</summary>
    public LayerPattern? EndingAt(int node) => _patterns.GetValueOrDefault(node);

    /// <summary>Whether a node lies within a pattern: its output is not computed by itself.</summary>
    public bool IsInner(int node) => _inner.Contains(node);

    private LayerPattern? Find(int node) => _graph.LayerOf(node) switch
    {
        BatchNormalizationLayer => FindNormalized(node),
        _ when !_areTexts => null,
        MaskedBatchNormalizationLayer => Masked(node, _graph.InputOf(node)),
        MaskLayer => Biased(node, _graph.InputOf(node)),
        MaskedGlobalMaxPoolingLayer => ScaledMaximum(node, _graph.InputOf(node)),
        _ => null,
    };

    private LayerPattern.Normalized? Masked(int norm, int last) =>
        _graph.IsReadOnce(last)
        && _graph.LayerOf(
            last) is ConvolutionLayer
            {
                KernelHeight: 1, HasBias: false,
                IsUnpadded: false
            } or MaskedMaxPoolingLayer or MaskedAveragePoolingLayer
            ? new LayerPattern.Normalized(last, norm)
            : null;

    private LayerPattern.Biased? Biased(int mask, int last) =>
        _graph.IsReadOnce(last) && _graph.LayerOf(last) is ConvolutionLayer { KernelHeight: 1, HasBias: true, IsUnpadded: false }
            ? new LayerPattern.Biased(last, mask)
            : null;

    private LayerPattern.ScaledMaximum? ScaledMaximum(int pooling, int last) =>
        _graph.IsReadOnce(last) && _graph.LayerOf(last) is ScaleLayer { Factor: > 0 }
            ? new LayerPattern.ScaledMaximum(last, pooling)
            : null;

    private LayerPattern? FindNormalized(int norm)
    {
        var last = _graph.InputOf(norm);
        return !_graph.IsReadOnce(last) ? null : Reduction(norm, last) ?? Stage(norm, last) ?? (LayerPattern?)Normalized(norm, last);
    }

    private LayerPattern.Normalized? Normalized(int norm, int last) =>
        KernelLayers.Suits(_graph.Graph.Nodes[last].Layer)
            && _graph.LayerOf(last) is ConvolutionLayer { HasBias: false } or MaxPoolingLayer or AveragePoolingLayer
            ? new LayerPattern.Normalized(last, norm)
            : null;

    private LayerPattern.Stage? Stage(int norm, int last)
    {
        if (_graph.LayerOf(
            last) is not ConvolutionLayer
            {
                KernelHeight: 1, KernelWidth: 1, StrideHeight: 1, StrideWidth: 1, Groups: 1,
                HasBias: false
            } pointwise
            || pointwise.InputChannels != pointwise.OutputChannels)
        {
            return null;
        }

        var depthwise = _graph.InputOf(last);
        if (!_graph.IsReadOnce(depthwise) || _graph.LayerOf(depthwise) is not ConvolutionLayer { HasBias: false } filter
            || !KernelLayers.IsDepthwise(filter))
        {
            return null;
        }

        var relu = _graph.InputOf(depthwise);
        return _graph.LayerOf(relu) is ReluLayer { Maximum: null }
            ? new LayerPattern.Stage(relu, depthwise, last, norm)
            : null;
    }

    private LayerPattern.Reduction? Reduction(int norm, int joined)
    {
        if (_graph.LayerOf(joined) is not ConcatenationLayer || _graph.Graph.Nodes[joined].Inputs is not [var even, var odd]
            || !IsHalf(even) || !IsHalf(odd) || !_graph.IsReadOnce(even) || !_graph.IsReadOnce(odd))
        {
            return null;
        }

        var (relu, shift) = (_graph.InputOf(even), _graph.InputOf(odd));
        return _graph.LayerOf(shift) is ShiftLayer && _graph.IsReadOnce(shift) && _graph.InputOf(shift) == relu
            && _graph.LayerOf(relu) is ReluLayer { Maximum: null }
            && _graph.Graph.Nodes[relu].Output is { Height: var height, Width: var width } && height % 2 == 0 && width % 2 == 0
            && _graph.Graph.Nodes[even].Output == _graph.Graph.Nodes[odd].Output
            ? new LayerPattern.Reduction(relu, shift, even, odd, joined, norm)
            : null;
    }

    private bool IsHalf(int node) =>
        _graph.LayerOf(
            node) is ConvolutionLayer { KernelHeight: 1, KernelWidth: 1, StrideHeight: 2, StrideWidth: 2, Groups: 1, HasBias: false };
}
