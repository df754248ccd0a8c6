using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>The mean value of each window, of those where its second input, a mask, is 1; zero behind the end of a text.</summary>
/// <param name="Width">Width of the windows, odd; each lies around its position.</param>
/// <param name="Stride">Positions from one window to the next.</param>
public sealed record MaskedAveragePoolingLayer(int Width, int Stride = 1) : Layer
{
    /// <summary>Width of the windows, odd; each lies around its position.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or even.</exception>
    public int Width { get; init => field = Checked.Odd(value, nameof(Width)); } = Checked.Odd(Width, nameof(Width));

    /// <summary>Positions from one window to the next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Stride { get; init => field = Checked.Positive(value, nameof(Stride)); } = Checked.Positive(Stride, nameof(Stride));

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs)
    {
        var input = Masked(inputs, "masked pooling");
        return input with { Width = (input.Width - 1) / Stride + 1 };
    }
}
