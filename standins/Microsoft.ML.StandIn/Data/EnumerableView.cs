namespace Microsoft.ML.Data;

/// <summary>A view over objects in memory, in their order: cached or shuffled by a transform, but not by itself.</summary>
internal sealed class EnumerableView<TRow> : IDataView
    where TRow : class
{
    private readonly IEnumerable<TRow> _data;
    private readonly ObjectRowShape<TRow> _shape;

    public EnumerableView(IEnumerable<TRow> data, SchemaDefinition definition)
    {
        _data = data;
        _shape = new ObjectRowShape<TRow>(definition);
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema => _shape.Schema;

    public long? GetRowCount() => (_data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var row = _shape.CreateRow();
        return new Cursor(row, _data.Select((item, i) => ((long)i, item)).GetEnumerator(), columnsNeeded);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly ObjectRow<TRow> _row;
        private readonly IEnumerator<(long Id, TRow Item)> _items;
        private readonly bool[] _active;
        private long _position = -1;

        public Cursor(ObjectRow<TRow> row, IEnumerator<(long Id, TRow Item)> items, IEnumerable<DataViewSchema.Column> columns)
        {
            _row = row;
            _items = items;
            _active = ActiveColumns.Of(row.Schema, columns);
        }

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => _row.Schema;

        public override bool MoveNext()
        {
            if (_items.MoveNext())
            {
                if (_items.Current.Item is null)
                    throw new InvalidOperationException("Encountered null while iterating over the data.");

                _row.Show(_items.Current.Item);
                _position++;
                return true;
            }

            _position = -1;
            return false;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ActiveColumns.Check(_active, column);
            return _row.GetGetter<TValue>(column);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_items.Current.Id, 0);

        protected override void Dispose(bool disposing) => _items.Dispose();
    }
}
