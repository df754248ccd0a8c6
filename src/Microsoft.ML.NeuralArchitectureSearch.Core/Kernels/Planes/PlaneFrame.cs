namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>
/// How a channel of one image lies in memory for what reads windows of it: with pixels outside the map on all four sides.
/// </summary>
/// <remarks>
/// For stride 2 the even columns of a row come before its odd ones, so that what neighbouring targets read are always neighbours.
/// </remarks>
/// <param name="Height">Rows of the map.</param>
/// <param name="Width">Columns of the map.</param>
/// <param name="Margin">Pixels outside the map on each side.</param>
/// <param name="Stride">1 or 2.</param>
internal readonly record struct PlaneFrame(int Height, int Width, int Margin, int Stride)
{
    /// <summary>Columns of a row that come one behind the other: all, or those of one parity.</summary>
    public int Columns => (Width + (2 * Margin) + Stride - 1) / Stride;

    /// <summary>Floats from one row to the next.</summary>
    public int RowPitch => Stride * Columns;

    /// <summary>Floats from what a target reads to what the target below it reads.</summary>
    public int TargetRowPitch => Stride * RowPitch;

    /// <summary>Floats of the whole channel.</summary>
    public int Length => (Height + (2 * Margin)) * RowPitch;

    /// <summary>Rows of targets.</summary>
    public int TargetHeight => (Height + Stride - 1) / Stride;

    /// <summary>Columns of targets.</summary>
    public int TargetWidth => (Width + Stride - 1) / Stride;

    /// <summary>Floats to a pixel.</summary>
    /// <param name="row">Its row in the map; from minus the margin on.</param>
    /// <param name="column">Its column in the map; from minus the margin on.</param>
    public int Place(int row, int column) =>
        ((row + Margin) * RowPitch) + ((column + Margin) % Stride * Columns) + ((column + Margin) / Stride);
}
