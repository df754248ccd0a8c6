namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Products;

/// <summary>
/// Copies of a matrix in the order in which a product reads it: panels of a few columns, one behind the other, zeros where there are none.
/// </summary>
internal static unsafe class Panels
{
    /// <param name="source">The matrix.</param>
    /// <param name="width">Columns of a panel.</param>
    /// <returns>Floats that the copy takes.</returns>
    public static nint Length(Matrix source, int width) => (nint)Count(source.Columns, width) * source.Rows * width;

    /// <returns>Number of panels.</returns>
    public static int Count(int columns, int width) => (columns + width - 1) / width;

    /// <summary>Copies one panel.</summary>
    /// <param name="source">The matrix.</param>
    /// <param name="panel">Which panel.</param>
    /// <param name="width">Columns of a panel.</param>
    /// <param name="target">The panel; overwritten.</param>
    public static void Copy(Matrix source, int panel, int width, float* target)
    {
        var columns = Math.Min(width, source.Columns - (panel * width));
        for (var row = 0; row < source.Rows; row++, target += width)
        {
            var from = source.Row(row) + (panel * width * source.ColumnStep);
            for (var column = 0; column < columns; column++)
            {
                target[column] = from[column * source.ColumnStep];
            }

            for (var column = columns; column < width; column++)
            {
                target[column] = 0;
            }
        }
    }
}
