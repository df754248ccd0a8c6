namespace Microsoft.ML.NeuralArchitectureSearch;

/// <summary>The shape [C, H, W] of an image or of a feature map.</summary>
/// <param name="Channels">Number of channels (C).</param>
/// <param name="Height">Height (H), in pixels for an image; 1 for a text.</param>
/// <param name="Width">Width (W), in pixels for an image, in positions for a text.</param>
public readonly record struct MapShape(int Channels, int Height, int Width)
{
    /// <summary>Number of values: C · H · W.</summary>
    public int Size => Channels * Height * Width;

    /// <summary>Positions of one channel: H · W.</summary>
    internal int Positions => Height * Width;

    /// <summary>The shape after an operation that keeps all channels.</summary>
    internal MapShape Strided(int stride) => this with { Height = (Height + stride - 1) / stride, Width = (Width + stride - 1) / stride };

    /// <inheritdoc />
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}
