using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>
/// The mean of all positions where its second input, a mask, is 1, weighed by how much each matters: the softmax over the positions of
/// <c>vᵀ·tanh(W·x + b)</c>.
/// </summary>
/// <remarks>Yang et al., "Hierarchical Attention Networks for Document Classification" (2016), NAACL-HLT, Eq. (5) to (7).</remarks>
/// <param name="Channels">Channels (C); W is <c>[C, C]</c>.</param>
public sealed record AttentionPoolingLayer(int Channels) : Layer
{
    /// <summary>Channels (C); W is <c>[C, C]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Channels { get; init => field = Checked.Positive(value, nameof(Channels)); } = Checked.Positive(Channels, nameof(Channels));

    /// <inheritdoc />
    public override long ParameterCount => ((long)Channels + 2) * Channels;

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) =>
        new(WithChannels([Masked(inputs, "attention pooling")], Channels, "attention pooling").Channels, 1, 1);

    /// <inheritdoc />
    /// <remarks>The matrices, and the weighed sum.</remarks>
    public override long MultiplyAddsOf(ImmutableArray<MapShape> inputs) => checked(((long)Channels + 2) * Channels * inputs[0].Width);
}
