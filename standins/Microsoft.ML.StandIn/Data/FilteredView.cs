namespace Microsoft.ML.Data;

/// <summary>The rows of a view that a predicate accepts; the predicate is made anew for each cursor.</summary>
internal sealed class FilteredView(
    IDataView source,
    DataViewSchema.Column[] read,
    bool ordered,
    Func<DataViewRow, Func<bool>> predicate) : IDataView
{
    // A predicate over positions means nothing in another order.
    public bool CanShuffle => !ordered && source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var columns = columnsNeeded.ToArray();
        var cursor = source.GetRowCursor(columns.Concat(read).DistinctBy(c => c.Index), ordered ? null : rand);
        return Filter(cursor, columns);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        if (ordered)
            return [GetRowCursor(columnsNeeded)];

        var columns = columnsNeeded.ToArray();
        return [.. source.GetRowCursorSet(columns.Concat(read).DistinctBy(c => c.Index), n, rand).Select(c => Filter(c, columns))];
    }

    private FilteringCursor Filter(DataViewRowCursor cursor, DataViewSchema.Column[] columns) =>
        new(cursor, ActiveColumns.Of(Schema, columns), predicate(cursor));
}
