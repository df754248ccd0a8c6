namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>The pixels of a map that a window covers.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Width">Pixels of a row of the map.</param>
internal readonly record struct PoolingWindow(Window Rows, Window Columns, int Width)
{
    /// <summary>Number of pixels.</summary>
    public int Count => Rows.Length * Columns.Length;
}
