namespace Microsoft.ML.Data;

/// <summary>A view with the columns a row mapper adds, computed when a row is read.</summary>
internal sealed class MappedView(IDataView source, RowMapping mapping) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => mapping.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var columns = columnsNeeded.ToArray();
        return new Cursor(source.GetRowCursor(mapping.GetDependencies(columns), rand), mapping, ActiveColumns.Of(Schema, columns));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var columns = columnsNeeded.ToArray();
        var active = ActiveColumns.Of(Schema, columns);
        return [.. source.GetRowCursorSet(mapping.GetDependencies(columns), n, rand).Select(c => new Cursor(c, mapping, active))];
    }

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly DataViewRowCursor _source;
        private readonly Delegate[] _getters;
        private readonly List<Action> _disposers = [];

        public Cursor(DataViewRowCursor source, RowMapping mapping, bool[] active)
        {
            _source = source;
            Schema = mapping.OutputSchema;
            _getters = mapping.CreateGetters(source, active, _disposers);
        }

        public override long Position => _source.Position;

        public override long Batch => _source.Batch;

        public override DataViewSchema Schema { get; }

        public override bool MoveNext() => _source.MoveNext();

        public override ValueGetter<DataViewRowId> GetIdGetter() => _source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] is not null;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw new InvalidOperationException($"Column '{column.Name}' is not active in the cursor.");

            return ValueGetters.As<TValue>(_getters[column.Index], column.Name);
        }

        protected override void Dispose(bool disposing)
        {
            foreach (var dispose in _disposers)
                dispose();
            _source.Dispose();
        }
    }
}
