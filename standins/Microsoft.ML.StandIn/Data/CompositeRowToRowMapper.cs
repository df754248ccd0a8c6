namespace Microsoft.ML.Data;

/// <summary>The row mappers of a chain, one behind the other.</summary>
internal sealed class CompositeRowToRowMapper(DataViewSchema inputSchema, IRowToRowMapper[] mappers) : IRowToRowMapper
{
    public DataViewSchema InputSchema => inputSchema;

    public DataViewSchema OutputSchema => mappers.Length > 0 ? mappers[^1].OutputSchema : inputSchema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        mappers.Reverse().Aggregate(dependingColumns, (columns, mapper) => mapper.GetDependencies(columns).ToArray());

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activeColumns);
        if (input.Schema != inputSchema)
            throw new ArgumentException("Schema of input row must be the same as the schema the mapper is bound to", nameof(input));

        var needed = new IEnumerable<DataViewSchema.Column>[mappers.Length];
        var columns = activeColumns.ToArray();
        for (var i = mappers.Length - 1; i >= 0; i--)
        {
            needed[i] = columns;
            columns = [.. mappers[i].GetDependencies(columns)];
        }

        var row = input;
        for (var i = 0; i < mappers.Length; i++)
            row = mappers[i].GetRow(row, needed[i]);
        return row;
    }
}
