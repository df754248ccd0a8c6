namespace Microsoft.ML.Data;

/// <summary>A view whose rows come in an order drawn once; a cursor with its own random numbers draws another one.</summary>
internal sealed class ShuffledView(IDataView source, int seed, int poolSize, bool shuffleSource) : IDataView
{
    public bool CanShuffle => true;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        rand ??= new Random(seed);
        var columns = columnsNeeded.ToArray();
        var inner = shuffleSource && source.CanShuffle ? new Random(rand.Next()) : null;
        return new PoolCursor(source.GetRowCursor(columns, inner), columns, poolSize, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    /// <summary>Holds a pool of rows and gives out a random one, which the next row of the source replaces.</summary>
    private sealed class PoolCursor : DataViewRowCursor
    {
        private readonly DataViewRowCursor _source;
        private readonly PoolColumn[] _columns;
        private readonly PoolColumn<DataViewRowId> _ids;
        private readonly List<int> _waiting = [];
        private readonly Random _rand;
        private readonly int _size;
        private int _slot = -1;
        private long _position = -1;
        private bool _exhausted;

        public PoolCursor(DataViewRowCursor source, DataViewSchema.Column[] columns, int size, Random rand)
        {
            _source = source;
            _rand = rand;
            _size = size;
            _columns = new PoolColumn[source.Schema.Count];
            foreach (var column in columns)
                _columns[column.Index] = PoolColumn.Create(source, column, size);
            _ids = new PoolColumn<DataViewRowId>(source.GetIdGetter(), size);
        }

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => _source.Schema;

        public override bool MoveNext()
        {
            if (_position < 0)
            {
                for (var slot = 0; slot < _size && Take(slot); slot++)
                {
                }
            }
            else
            {
                Take(_slot);
            }

            if (_waiting.Count == 0)
            {
                _position = -1;
                return false;
            }

            var chosen = _rand.Next(_waiting.Count);
            _slot = _waiting[chosen];
            _waiting[chosen] = _waiting[^1];
            _waiting.RemoveAt(_waiting.Count - 1);
            _position++;
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ValueGetter<DataViewRowId>)_ids.GetGetter(() => _slot);

        public override bool IsColumnActive(DataViewSchema.Column column) => _columns[column.Index] is not null;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw new InvalidOperationException($"Column '{column.Name}' is not active in the cursor.");

            return ValueGetters.As<TValue>(_columns[column.Index].GetGetter(() => _slot), column.Name);
        }

        protected override void Dispose(bool disposing) => _source.Dispose();

        private bool Take(int slot)
        {
            if (_exhausted || !_source.MoveNext())
            {
                _exhausted = true;
                return false;
            }

            _ids.Store(slot);
            foreach (var column in _columns)
                column?.Store(slot);
            _waiting.Add(slot);
            return true;
        }
    }
}
