using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>
/// Every position reads all positions where the second input, a mask, is 1, by the similarity of queries and keys; zero behind the end of a
/// text.
/// </summary>
/// <remarks>Vaswani et al., "Attention Is All You Need" (2017), arXiv:1706.03762, section 3.2.</remarks>
/// <param name="Channels">Channels (C).</param>
/// <param name="Heads">Number of heads, a divisor of the channels.</param>
public sealed record SelfAttentionLayer(int Channels, int Heads = 1) : Layer
{
    /// <summary>Channels (C).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Channels { get; init => field = Checked.Positive(value, nameof(Channels)); } = Checked.Positive(Channels, nameof(Channels));

    /// <summary>Number of heads, a divisor of the channels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Heads { get; init => field = Checked.Positive(value, nameof(Heads)); } = Checked.Positive(Heads, nameof(Heads));

    /// <inheritdoc />
    /// <remarks>Queries, keys, values and output, each a matrix and a bias.</remarks>
    public override long ParameterCount => checked(4L * (Channels + 1L) * Channels);

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => Channels % Heads == 0
        ? WithChannels([Masked(inputs, "self-attention")], Channels, "self-attention")
        : throw new ArgumentException($"{Channels} channels cannot be shared by {Heads} heads.", nameof(inputs));

    /// <inheritdoc />
    /// <remarks>The four matrices; similarities of all pairs of positions, and the sums weighed by them.</remarks>
    public override long MultiplyAddsOf(ImmutableArray<MapShape> inputs)
    {
        long length = inputs[0].Width;
        return checked((4L * Channels * Channels * length) + (2 * length * length * Channels));
    }
}
