using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>
/// Gated recurrent units that read a text from its first to its last token, and others from the last to the first; their states side by
/// side,
/// zero where the second input, a mask, is 0.
/// </summary>
/// <remarks>Cho et al. (2014), arXiv:1406.1078, with torch's gates: the reset gate is applied behind the matrix of the state.</remarks>
/// <param name="InputChannels">Channels that it reads (C).</param>
/// <param name="HiddenSize">Values of the state in each direction (H): it gives 2 · H channels.</param>
public sealed record BidirectionalGruLayer(int InputChannels, int HiddenSize) : Layer
{
    private const int Directions = 2;
    private const int Gates = 3;

    /// <summary>Channels that it reads (C).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int InputChannels
    {
        get;
        init => field = Checked.Positive(value, nameof(InputChannels));
    } = Checked.Positive(InputChannels, nameof(InputChannels));

    /// <summary>Values of the state in each direction (H): it gives 2 · H channels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int HiddenSize
    {
        get;
        init => field = Checked.Positive(value, nameof(HiddenSize));
    } = Checked.Positive(HiddenSize, nameof(HiddenSize));

    /// <inheritdoc />
    public override long ParameterCount => checked(Directions * (Matrices + (2L * Gates * HiddenSize)));

    private long Matrices => checked((long)Gates * HiddenSize * ((long)InputChannels + HiddenSize));

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) =>
        WithChannels([Masked(inputs, "recurrent layer")], InputChannels, "recurrent layer") with
        {
            Channels = checked(Directions
            * HiddenSize)
        };

    /// <inheritdoc />
    public override long MultiplyAddsOf(ImmutableArray<MapShape> inputs) => checked(Directions * Matrices * inputs[0].Width);
}
