namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Some rows of a map, or of its tiles.</summary>
/// <param name="First">The first row.</param>
/// <param name="Count">Number of rows.</param>
internal readonly record struct RowRange(int First, int Count)
{
    /// <summary>The row behind the last.</summary>
    public int End => First + Count;

    /// <summary>Cuts all rows into ranges.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="count">Rows of a range; the last one may have fewer.</param>
    public static IEnumerable<RowRange> Cut(int rows, int count)
    {
        for (var first = 0; first < rows; first += count)
        {
            yield return new RowRange(first, Math.Min(count, rows - first));
        }
    }
}
