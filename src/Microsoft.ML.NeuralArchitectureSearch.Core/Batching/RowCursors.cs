namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>Cursors that read no more rows than they are asked for.</summary>
internal static class RowCursors
{
    /// <summary>Opens a cursor over all rows.</summary>
    /// <param name="input">The view.</param>
    /// <param name="columns">The columns to read.</param>
    /// <param name="random">Shuffles the rows, where the view can. Default: their order.</param>
    /// <remarks>
    /// <see cref="IDataView.GetRowCursor"/> of ML.NET's transforms may read ahead on several threads, into buffers of many rows; a set of
    /// one cursor does not.
    /// </remarks>
    public static DataViewRowCursor Open(IDataView input, IReadOnlyCollection<DataViewSchema.Column> columns, Random? random = null)
    {
        var cursors = input.GetRowCursorSet(columns, 1, random);
        if (cursors is [var only])
        {
            return only;
        }

        foreach (var cursor in cursors)
        {
            cursor.Dispose();
        }

        return input.GetRowCursor(columns, random);
    }
}
