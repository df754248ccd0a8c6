namespace Microsoft.ML.Data;

/// <summary>A view whose columns are read once, when first needed, and then served from memory in any order.</summary>
internal sealed class CachedView(IDataView source) : IDataView
{
    private readonly Lock _gate = new();
    private readonly CachedColumn[] _columns = new CachedColumn[source.Schema.Count];
    private int? _count;

    public bool CanShuffle => true;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => _count ?? source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var columns = columnsNeeded.ToArray();
        Read(columns);
        var order = Enumerable.Range(0, _count.Value).ToArray();
        rand?.Shuffle(order);
        return new Cursor(Schema, _columns, ActiveColumns.Of(Schema, columns), order);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    internal void Read(IEnumerable<DataViewSchema.Column> columns)
    {
        lock (_gate)
        {
            var missing = columns.Where(c => _columns[c.Index] is null).DistinctBy(c => c.Index).ToArray();
            if (missing.Length == 0 && _count is not null)
                return;

            using var cursor = source.GetRowCursor(missing);
            var read = missing.Select(c => CachedColumn.Create(c.Type.RawType)).ToArray();
            var fill = missing.Select((c, i) => read[i].Fill(cursor, c)).ToArray();
            var count = 0;
            for (; cursor.MoveNext(); count++)
            {
                foreach (var store in fill)
                    store();
            }

            for (var i = 0; i < missing.Length; i++)
                _columns[missing[i].Index] = read[i];
            _count = count;
        }
    }

    private sealed class Cursor(DataViewSchema schema, CachedColumn[] columns, bool[] active, int[] order) : DataViewRowCursor
    {
        private int _position = -1;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => schema;

        public override bool MoveNext()
        {
            if (_position + 1 < order.Length)
            {
                _position++;
                return true;
            }

            order = [];
            _position = -1;
            return false;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)order[_position], 0);

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ActiveColumns.Check(active, column);
            return ValueGetters.As<TValue>(columns[column.Index].GetGetter(() => order[_position]), column.Name);
        }
    }
}
