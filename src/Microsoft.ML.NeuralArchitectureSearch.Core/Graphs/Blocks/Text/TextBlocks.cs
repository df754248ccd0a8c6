using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

/// <summary>What networks over texts begin and end with, and what stands between.</summary>
public static class TextBlocks
{
    /// <summary>
    /// Adds the layers that every network over texts begins with: padding cut off, the mask, the vectors of the tokens, dropout.
    /// </summary>
    /// <param name="graph">The network, which has only its input <c>[1, 1, L]</c> yet.</param>
    /// <param name="input">The words that texts are made of.</param>
    /// <param name="width">Values of a vector.</param>
    /// <param name="dropout">Probability that a value of a vector is left out in training.</param>
    /// <returns>The nodes that give the feature map <c>[C, 1, L]</c> and its mask <c>[1, 1, L]</c>.</returns>
    /// <exception cref="ArgumentNullException">There is no graph or no input.</exception>
    /// <exception cref="ArgumentException">The file of word vectors has vectors of another width, or of another vocabulary.</exception>
    public static (int Map, int Mask) AddTextStem(this GraphBuilder graph, TextInput input, int width, double dropout)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(input);
        if (input.Vectors is { } vectors && (vectors.Width != width || vectors.WordCount != input.WordCount))
        {
            throw new ArgumentException(
                $"The word vectors are {vectors.Width} wide and of {vectors.WordCount} words; the embedding is {width} wide and of "
                + $"{input.WordCount} words.", nameof(input));
        }

        var tokens = graph.Add("tokens", new TrimLayer(), GraphBuilder.Input);
        var embedding = graph.Add("embedding", new EmbeddingLayer(input.WordCount, width) { First = input.Vectors }, tokens);
        var mask = graph.Add("mask", new TokenMaskLayer(), tokens);
        return (dropout > 0 ? graph.Add("embedding_dropout", new DropoutLayer(dropout), embedding) : embedding, mask);
    }

    /// <summary>Adds the layers that networks over texts end with: pooling over the tokens, dropout, a linear classifier.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="map">The node that gives the feature map.</param>
    /// <param name="mask">The node that gives its mask.</param>
    /// <param name="head">How to pool, how much to leave out, and how many classes there are.</param>
    /// <returns>The node that gives the logits.</returns>
    /// <exception cref="ArgumentNullException">There is no graph or no head.</exception>
    public static int AddTextClassifier(this GraphBuilder graph, int map, int mask, TextHead head) =>
        graph.AddTextClassifier([(map, mask)], head);

    /// <summary>
    /// Adds the layers that networks over texts end with, where the classifier reads several feature maps, which may differ in length.
    /// </summary>
    /// <param name="graph">The network.</param>
    /// <param name="maps">The nodes that give the feature maps, each with the one that gives its mask.</param>
    /// <param name="head">How to pool, how much to leave out, and how many classes there are.</param>
    /// <returns>The node that gives the logits.</returns>
    /// <exception cref="ArgumentNullException">There is no graph, no list or no head.</exception>
    public static int AddTextClassifier(this GraphBuilder graph, IReadOnlyList<(int Map, int Mask)> maps, TextHead head)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(maps);
        ArgumentNullException.ThrowIfNull(head);
        int[] pooled = [.. maps.Select(
            (map, index) => graph.Add($"pooling.{index}", PoolingOf(graph.ShapeOf(map.Map).Channels, head.Pooling), map.Map, map.Mask))];
        var joined = pooled is [var only] ? only : graph.Add("pooled", new ConcatenationLayer(), pooled);
        var kept = head.Dropout > 0 ? graph.Add("dropout", new DropoutLayer(head.Dropout), joined) : joined;
        return graph.Add("classifier", new LinearLayer(graph.ShapeOf(joined).Channels, head.ClassCount), kept);
    }

    private static Layer PoolingOf(int channels, TextPooling pooling) =>
        pooling == TextPooling.Attention ? new AttentionPoolingLayer(channels) : new MaskedGlobalMaxPoolingLayer();

    /// <summary>Adds a 1x1 convolution, with a ReLU before it where that is asked for.</summary>
    internal static int AddProjection(this TextPlace at, int channels, bool isPreactivated)
    {
        var read = isPreactivated ? at.Graph.Add("relu", new ReluLayer(), at.Map) : at.Map;
        return at.AddNorm(at.Graph.Add("conv", new ConvolutionLayer(at.Channels, channels, 1), read));
    }

    /// <summary>Adds the normalization of what an operation gives, if there is to be one.</summary>
    internal static int AddNorm(this TextPlace at, int map) => at.Normalization == TextNormalization.None
        ? map
        : at.Graph.Add(
            "norm",
            new MaskedBatchNormalizationLayer(at.Graph.ShapeOf(map).Channels, at.Normalization == TextNormalization.Affine),
            map,
            at.OutputMask);

    /// <summary>Adds what keeps every second position of an operation that gives all, where the length is to halve.</summary>
    internal static int AddStrided(this TextPlace at, int map) =>
        at.Stride == 1 ? map : at.Graph.Add("strided", new SubsampleLayer(at.Stride), map);
}
