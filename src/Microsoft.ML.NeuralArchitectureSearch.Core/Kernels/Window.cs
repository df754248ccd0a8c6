namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>The rows or the columns that a pooling window covers, those outside the map left out.</summary>
/// <param name="First">The first one.</param>
/// <param name="End">The one behind the last.</param>
internal readonly record struct Window(int First, int End)
{
    public int Length => End - First;

    /// <param name="target">Row or column of the output.</param>
    /// <param name="kernel">Height or width of the window. It begins (kernel - 1) / 2 pixels before its pixel, rounded down.</param>
    /// <param name="stride">Pixels from one window to the next.</param>
    /// <param name="size">Height or width of the input.</param>
    public static Window At(int target, int kernel, int stride, int size) =>
        new(Math.Max(0, (target * stride) - ((kernel - 1) / 2)), Math.Min(size, (target * stride) + (kernel / 2) + 1));
}
