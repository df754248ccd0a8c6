namespace Microsoft.ML.Data;

/// <summary>A row over the members of an object that the caller replaces.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly Delegate[] _getters;
    private TRow _current;
    private long _position = -1;

    public ObjectRow(DataViewSchema schema, IEnumerable<Func<Func<TRow>, Delegate>> getters)
    {
        Schema = schema;
        _getters = [.. getters.Select(g => g(() => _current))];
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    public void Show(TRow row)
    {
        _current = row;
        _position++;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _getters.Length;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (column.Index >= _getters.Length)
            throw new InvalidOperationException($"The row has no column {column.Name}.");

        return ValueGetters.As<TValue>(_getters[column.Index], column.Name);
    }
}

/// <summary>How objects of a class are seen as rows.</summary>
internal sealed class ObjectRowShape<TRow>
    where TRow : class
{
    private readonly Func<Func<TRow>, Delegate>[] _getters;

    public ObjectRowShape(SchemaDefinition definition)
    {
        // The columns are looked at now: later changes to the definition have no effect.
        _getters = [.. definition.Select(InputGetters.Create<TRow>)];
        var builder = new DataViewSchema.Builder();
        foreach (var column in definition)
            builder.AddColumn(column.ColumnName, column.ColumnType, column.Annotations);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public ObjectRow<TRow> CreateRow(DataViewSchema schema = null) => new(schema ?? Schema, _getters);
}
