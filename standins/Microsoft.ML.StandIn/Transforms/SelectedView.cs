namespace Microsoft.ML.Transforms;

/// <summary>A view of some columns of another.</summary>
internal sealed class SelectedView(IDataView source, ColumnSelection selection) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => selection.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var columns = columnsNeeded.ToArray();
        return new Cursor(source.GetRowCursor(selection.GetDependencies(columns), rand), selection, ActiveColumns.Of(Schema, columns));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var columns = columnsNeeded.ToArray();
        var active = ActiveColumns.Of(Schema, columns);
        return [.. source.GetRowCursorSet(selection.GetDependencies(columns), n, rand).Select(c => new Cursor(c, selection, active))];
    }

    private sealed class Cursor(DataViewRowCursor source, ColumnSelection selection, bool[] active)
        : WrappingCursor(source, selection.OutputSchema, active)
    {
        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw new InvalidOperationException($"Column '{column.Name}' is not active in the cursor.");

            return Source.GetGetter<TValue>(selection.Source(column));
        }
    }
}
