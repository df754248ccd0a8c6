namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>How a channel of one image lies in memory for a dense convolution: with zero pixels on all four sides.</summary>
/// <remarks>
/// Rows of one remainder by the stride, and columns likewise, lie apart from the others, so that what neighbouring targets read are always
/// neighbours. Targets are computed
/// in rows as long as those of the frame; what lies beyond the map is left out afterwards.
/// </remarks>
/// <param name="shape">The convolution.</param>
internal sealed class DenseFrame(DenseShape shape)
{
    private readonly int _above = shape.Kernel.Height / 2 * shape.Dilation;
    private readonly int _left = shape.Kernel.Width / 2 * shape.Dilation;

    /// <summary>Columns of a row that come one behind the other: all, or those of one parity.</summary>
    public int Columns { get; } = Parts(shape.InputShape.Width + (2 * (shape.Kernel.Width / 2 * shape.Dilation)), shape.Stride.Columns);

    /// <summary>Rows that come one behind the other.</summary>
    public int Rows { get; } = Parts(shape.InputShape.Height + (2 * (shape.Kernel.Height / 2 * shape.Dilation)), shape.Stride.Rows);

    /// <summary>Floats of a channel.</summary>
    public int Length => shape.Stride.Rows * shape.Stride.Columns * Rows * Columns;

    /// <summary>Targets of a channel, those beyond the map included that come before the last one within.</summary>
    public int Targets => ((shape.Output.Height - 1) * Columns) + shape.Output.Width;

    /// <summary>Floats to the pixel of each tap.</summary>
    public IEnumerable<int> Offsets =>
        from row in Enumerable.Range(0, shape.Kernel.Height)
        from column in Enumerable.Range(0, shape.Kernel.Width)
        select Place((row * shape.Dilation) - _above, (column * shape.Dilation) - _left);

    /// <summary>Floats to a pixel.</summary>
    /// <param name="row">Its row in the map; from minus the margin on.</param>
    /// <param name="column">Its column in the map; from minus the margin on.</param>
    public int Place(int row, int column)
    {
        var (y, x) = (row + _above, column + _left);
        var part = (y % shape.Stride.Rows * shape.Stride.Columns) + (x % shape.Stride.Columns);
        return (((part * Rows) + (y / shape.Stride.Rows)) * Columns) + (x / shape.Stride.Columns);
    }

    private static int Parts(int pixels, int stride) => (pixels + stride - 1) / stride;
}
