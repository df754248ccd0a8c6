using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>
/// A vector for the number of each token: whole numbers <c>[1, 1, L]</c> to a feature map <c>[C, 1, L]</c>; that of padding is and stays
/// zero.
/// </summary>
/// <param name="WordCount">Number of words, padding and the unknown word counted.</param>
/// <param name="Width">Values of a vector (C).</param>
public sealed record EmbeddingLayer(int WordCount, int Width) : Layer
{
    /// <summary>Number of words, padding and the unknown word counted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2.</exception>
    public int WordCount
    {
        get;
        init => field = Checked.AtLeast(2, value, nameof(WordCount));
    } = Checked.AtLeast(2, WordCount, nameof(WordCount));

    /// <summary>Values of a vector (C).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Width { get; init => field = Checked.Positive(value, nameof(Width)); } = Checked.Positive(Width, nameof(Width));

    /// <summary>
    /// What the vectors of some words begin with; the others are drawn with the same standard deviation. <see langword="null"/>, the
    /// default: all are
    /// drawn. They are the first weights of a network that is to be trained, no part of model files.
    /// </summary>
    [JsonIgnore]
    public WordVectors? First { get; init; }

    /// <inheritdoc />
    public override long ParameterCount => (long)WordCount * Width;

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => Tokens(inputs, "embedding") with { Channels = Width };
}
