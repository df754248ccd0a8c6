namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>The rows or the columns that a 3-wide pooling window covers, those outside the map left out.</summary>
/// <param name="First">The first one.</param>
/// <param name="End">The one behind the last.</param>
internal readonly record struct Window(int First, int End)
{
    public int Length => End - First;

    /// <param name="target">Row or column of the output.</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="size">Height or width of the input.</param>
    public static Window At(int target, int stride, int size) =>
        new(Math.Max(0, (target * stride) - 1), Math.Min(size, (target * stride) + 2));
}
