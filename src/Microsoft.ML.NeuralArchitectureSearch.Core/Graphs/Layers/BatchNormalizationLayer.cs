using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>Batch normalization of each channel.</summary>
/// <param name="Channels">Channels.</param>
/// <param name="IsAffine">Whether it learns a scale and a shift.</param>
public sealed record BatchNormalizationLayer(int Channels, bool IsAffine = true) : Layer
{
    /// <summary>Channels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Channels { get; init => field = Checked.Positive(value, nameof(Channels)); } = Checked.Positive(Channels, nameof(Channels));

    /// <inheritdoc />
    public override long ParameterCount => IsAffine ? 2L * Channels : 0;

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => WithChannels(inputs, Channels, "batch normalization");
}
