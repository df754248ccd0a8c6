using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>Zeros instead of the feature map: no connection.</summary>
/// <param name="Stride">Height and width shrink by this factor.</param>
public sealed record ZeroLayer(int Stride = 1) : Layer
{
    /// <summary>Height and width shrink by this factor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Stride { get; init => field = Checked.Positive(value, nameof(Stride)); } = Checked.Positive(Stride, nameof(Stride));

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs)
    {
        var input = Single(inputs, "zero");
        return new(input.Channels, (input.Height - 1) / Stride + 1, (input.Width - 1) / Stride + 1);
    }
}
