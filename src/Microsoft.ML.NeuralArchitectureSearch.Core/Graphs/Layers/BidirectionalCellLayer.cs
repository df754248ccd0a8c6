using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>
/// Recurrent cells of a genotype, one that reads a text from its first to its last token and one from the last to the first; their states
/// side by side,
/// zero where the second input, a mask, is 0.
/// </summary>
/// <param name="Genotype">What a cell computes in a step.</param>
/// <param name="InputChannels">Channels that it reads (C).</param>
/// <param name="HiddenSize">Size of the hidden state in each direction (H): it gives 2 · H channels.</param>
public sealed record BidirectionalCellLayer(RecurrentGenotype Genotype, int InputChannels, int HiddenSize) : Layer
{
    private const int Directions = 2;

    /// <summary>What a cell computes in a step.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    [JsonConverter(typeof(RecurrentGenotypeConverter))]
    public RecurrentGenotype Genotype
    {
        get;
        init => field = Checked.NotNull(value, nameof(Genotype));
    } = Checked.NotNull(Genotype, nameof(Genotype));

    /// <summary>Channels that it reads (C).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int InputChannels
    {
        get;
        init => field = Checked.Positive(value, nameof(InputChannels));
    } = Checked.Positive(InputChannels, nameof(InputChannels));

    /// <summary>Size of the hidden state in each direction (H): it gives 2 · H channels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int HiddenSize
    {
        get;
        init => field = Checked.Positive(value, nameof(HiddenSize));
    } = Checked.Positive(HiddenSize, nameof(HiddenSize));

    /// <summary>
    /// Probability that a component of a state is left out where a node reads it, the same ones in a whole text, while training. Default 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double HiddenDropout { get; init => field = Checked.BelowOne(value, nameof(HiddenDropout)); }

    /// <inheritdoc />
    /// <remarks>In each direction matrices <c>[C + H, 2H]</c> and, for each node, <c>[H, 2H]</c>.</remarks>
    public override long ParameterCount =>
        checked(Directions * 2L * HiddenSize * (InputChannels + ((Genotype.Nodes.Length + 1L) * HiddenSize)));

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) =>
        WithChannels([Masked(inputs, "recurrent layer")], InputChannels, "recurrent layer") with
        {
            Channels = checked(Directions
            * HiddenSize)
        };

    /// <inheritdoc />
    public override long MultiplyAddsOf(ImmutableArray<MapShape> inputs) => checked(ParameterCount * inputs[0].Width);
}
