using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>The mean of each window's pixels, those outside of the feature map not counted.</summary>
/// <param name="Kernel">
/// Height and width of the window, padded so that at stride 1 the feature map keeps its size. Window i begins at pixel i · stride - (kernel
/// - 1) / 2,
/// rounded down: an odd window lies around its pixel, one of 2x2 at stride 2 needs no padding.
/// </param>
/// <param name="Stride">Rows and columns from one window to the next.</param>
public sealed record AveragePoolingLayer(int Kernel, int Stride = 1) : Layer
{
    /// <summary>Height and width of the window.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Kernel { get; init => field = Checked.Positive(value, nameof(Kernel)); } = Checked.Positive(Kernel, nameof(Kernel));

    /// <summary>Rows and columns from one window to the next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Stride { get; init => field = Checked.Positive(value, nameof(Stride)); } = Checked.Positive(Stride, nameof(Stride));

    /// <summary>Whether all windows lie within the feature map, which then shrinks. Default <see langword="false"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUnpadded { get; init; }

    /// <summary>Rows and columns outside of the feature map, above and to the left, that the first window reaches.</summary>
    public int Padding => IsUnpadded ? 0 : (Kernel - 1) / 2;

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs)
    {
        var input = Single(inputs, "pooling");
        return IsUnpadded
            ? new(input.Channels, WindowCount(input.Height, Kernel, Stride), WindowCount(input.Width, Kernel, Stride))
            : new(input.Channels, (input.Height - 1) / Stride + 1, (input.Width - 1) / Stride + 1);
    }
}
