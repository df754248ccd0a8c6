using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>Batch normalization of each channel over the positions where its second input, a mask, is 1; zero at all others.</summary>
/// <remarks>Mean and variance of a mini-batch are those of the tokens alone, however much padding stands behind them.</remarks>
/// <param name="Channels">Channels.</param>
/// <param name="IsAffine">Whether it learns a scale and a shift.</param>
public sealed record MaskedBatchNormalizationLayer(int Channels, bool IsAffine = true) : Layer
{
    /// <summary>Channels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Channels { get; init => field = Checked.Positive(value, nameof(Channels)); } = Checked.Positive(Channels, nameof(Channels));

    /// <inheritdoc />
    public override long ParameterCount => IsAffine ? 2L * Channels : 0;

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs)
    {
        var input = Masked(inputs, "masked batch normalization");
        return WithChannels([input], Channels, "masked batch normalization");
    }
}
