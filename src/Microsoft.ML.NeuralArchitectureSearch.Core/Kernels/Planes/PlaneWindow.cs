namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>The square windows of a filter over the map of one image.</summary>
/// <param name="Input">Size of the map.</param>
/// <param name="Kernel">Height and width of the filter.</param>
/// <param name="Stride">1 or 2.</param>
/// <param name="Dilation">Pixels between neighbouring taps.</param>
internal readonly record struct PlaneWindow(MapShape Input, int Kernel, int Stride, int Dilation)
{
    /// <summary>Pixels that the filter reaches beyond the one on which it stands.</summary>
    public int Reach => Kernel / 2 * Dilation;

    /// <summary>How a channel lies in memory.</summary>
    public PlaneFrame Frame => new(Input.Height, Input.Width, Reach, Stride);
}
