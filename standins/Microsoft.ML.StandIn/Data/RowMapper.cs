namespace Microsoft.ML.Data;

/// <summary>What a transformer computes from one row: the columns it adds and their getters.</summary>
internal interface IRowMapper
{
    DataViewSchema.DetachedColumn[] Outputs { get; }

    /// <summary>The indices of the input columns that the given added column reads.</summary>
    IEnumerable<int> Reads(int output);

    /// <summary>The getter of the given added column over an input row; <paramref name="disposer"/> frees what it holds.</summary>
    Delegate CreateGetter(DataViewRow input, int output, out Action disposer);
}

/// <summary>
/// The schema after a mapper: an added column stands right behind the last input column of its name, or at the end.
/// </summary>
internal sealed class RowMapping : IRowToRowMapper
{
    private readonly IRowMapper _mapper;
    private readonly (int Index, bool Added)[] _sources;

    public RowMapping(DataViewSchema input, IRowMapper mapper)
    {
        InputSchema = input;
        _mapper = mapper;
        var columns = mapper.Outputs;
        var after = new Dictionary<int, int>();
        for (var i = 0; i < columns.Length; i++)
        {
            if (input.GetColumnOrNull(columns[i].Name) is { } same)
                after[same.Index] = i;
        }

        var sources = new List<(int Index, bool Added)>();
        for (var i = 0; i < input.Count; i++)
        {
            sources.Add((i, false));
            if (after.TryGetValue(i, out var added))
                sources.Add((added, true));
        }

        sources.AddRange(Enumerable.Range(0, columns.Length).Where(i => !after.ContainsValue(i)).Select(i => (i, true)));
        _sources = [.. sources];
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(_sources.Select(s => s.Added ? columns[s.Index] : new DataViewSchema.DetachedColumn(input[s.Index])));
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var needed = new bool[InputSchema.Count];
        foreach (var column in dependingColumns)
        {
            var (index, added) = _sources[column.Index];
            foreach (var read in added ? _mapper.Reads(index) : [index])
                needed[read] = true;
        }

        return ActiveColumns.Select(InputSchema, needed).ToArray();
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activeColumns);
        if (input.Schema != InputSchema)
            throw new ArgumentException("Schema of input row must be the same as the schema the mapper is bound to", nameof(input));

        return new MappedRow(this, input, ActiveColumns.Of(OutputSchema, activeColumns));
    }

    /// <summary>The getters of all active columns over an input row.</summary>
    internal Delegate[] CreateGetters(DataViewRow input, bool[] active, List<Action> disposers)
    {
        var getters = new Delegate[_sources.Length];
        for (var i = 0; i < getters.Length; i++)
        {
            if (!active[i])
                continue;

            var (index, added) = _sources[i];
            if (!added)
            {
                getters[i] = ValueGetters.Of(input, InputSchema[index]);
                continue;
            }

            getters[i] = _mapper.CreateGetter(input, index, out var disposer);
            if (disposer is not null)
                disposers.Add(disposer);
        }

        return getters;
    }

    private sealed class MappedRow : DataViewRow
    {
        private readonly DataViewRow _input;
        private readonly Delegate[] _getters;
        private readonly List<Action> _disposers = [];

        public MappedRow(RowMapping mapping, DataViewRow input, bool[] active)
        {
            _input = input;
            Schema = mapping.OutputSchema;
            _getters = mapping.CreateGetters(input, active, _disposers);
        }

        public override long Position => _input.Position;

        public override long Batch => _input.Batch;

        public override DataViewSchema Schema { get; }

        public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] is not null;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw new InvalidOperationException($"Column '{column.Name}' is not active in the row.");

            return ValueGetters.As<TValue>(_getters[column.Index], column.Name);
        }

        protected override void Dispose(bool disposing)
        {
            foreach (var dispose in _disposers)
                dispose();
            _input.Dispose();
        }
    }
}
