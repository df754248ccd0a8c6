namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>The size of an image as the networks see it.</summary>
/// <param name="Channels">Number of channels (C).</param>
/// <param name="Height">Height in pixels (H).</param>
/// <param name="Width">Width in pixels (W).</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Number of values in an image: C · H · W.</summary>
    public int Size => Channels * Height * Width;

    /// <inheritdoc />
    public override string ToString() => $"{Channels}x{Height}x{Width}";
}
