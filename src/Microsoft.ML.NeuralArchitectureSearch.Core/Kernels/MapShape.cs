namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Size of one image's feature map.</summary>
/// <param name="Channels">Channels (C).</param>
/// <param name="Height">Height (H).</param>
/// <param name="Width">Width (W).</param>
internal readonly record struct MapShape(int Channels, int Height, int Width)
{
    /// <summary>Pixels of one channel, H · W.</summary>
    public int Positions => Height * Width;

    /// <summary>The size behind an operation that keeps all channels.</summary>
    public MapShape Strided(int stride) => this with { Height = (Height + stride - 1) / stride, Width = (Width + stride - 1) / stride };
}
