namespace Microsoft.ML.Data;

/// <summary>Some rows of a view: those behind the first <c>skip</c>, and of those at most <c>take</c>.</summary>
internal sealed class RangeView(IDataView source, long skip, long take) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount() is { } count ? Math.Min(Math.Max(count - skip, 0), take) : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var columns = columnsNeeded.ToArray();
        return new Cursor(source.GetRowCursor(columns), ActiveColumns.Of(Schema, columns), skip, take);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded)];

    private sealed class Cursor(DataViewRowCursor source, bool[] active, long skip, long take) : DataViewRowCursor
    {
        private long _position = -1;
        private bool _skipped;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => source.Schema;

        public override bool MoveNext()
        {
            for (var i = 0L; !_skipped && i < skip; i++)
            {
                if (!source.MoveNext())
                    return false;
            }

            _skipped = true;
            if (_position + 1 < take && source.MoveNext())
            {
                _position++;
                return true;
            }

            _position = -1;
            take = 0;
            return false;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ActiveColumns.Check(active, column);
            return source.GetGetter<TValue>(column);
        }

        protected override void Dispose(bool disposing) => source.Dispose();
    }
}
