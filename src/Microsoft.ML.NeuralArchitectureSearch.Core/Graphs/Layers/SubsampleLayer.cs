using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>Every second position, or every third and so on: what becomes of a mask where a feature map gets shorter.</summary>
/// <param name="Stride">Positions from one to the next.</param>
public sealed record SubsampleLayer(int Stride) : Layer
{
    /// <summary>Positions from one to the next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Stride { get; init => field = Checked.Positive(value, nameof(Stride)); } = Checked.Positive(Stride, nameof(Stride));

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs)
    {
        var input = Single(inputs, "subsampling");
        return input with { Width = (input.Width - 1) / Stride + 1 };
    }
}
