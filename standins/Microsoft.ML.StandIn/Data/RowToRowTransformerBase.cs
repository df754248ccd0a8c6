namespace Microsoft.ML.Data;

public abstract class RowToRowTransformerBase : ITransformer
{
    private protected readonly IHost Host;

    private protected RowToRowTransformerBase(IHost host) => Host = host;

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new RowMapping(inputSchema, MakeRowMapper(inputSchema)).OutputSchema;
    }

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedView(input, new RowMapping(input.Schema, MakeRowMapper(input.Schema)));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new RowMapping(inputSchema, MakeRowMapper(inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        SaveModel(ctx);
    }

    private protected abstract IRowMapper MakeRowMapper(DataViewSchema schema);

    private protected abstract void SaveModel(ModelSaveContext ctx);
}

public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected readonly (string outputColumnName, string inputColumnName)[] ColumnPairs;

    private protected OneToOneTransformerBase(IHost host, (string outputColumnName, string inputColumnName)[] columns)
        : base(host) => ColumnPairs = columns;

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema)
    {
        var inputs = ColumnPairs
            .Select(p => schema.GetColumnOrNull(p.inputColumnName) ?? throw Contracts.ExceptSchemaMismatch("inputSchema", "input", p.inputColumnName))
            .ToArray();
        return new ColumnMapper(
            [.. ColumnPairs.Select((p, i) => DescribeOutput(i, p.outputColumnName, inputs[i]))],
            inputs,
            MakeGetter);
    }

    private protected abstract DataViewSchema.DetachedColumn DescribeOutput(int index, string name, DataViewSchema.Column input);

    private protected abstract Delegate MakeGetter(int index, DataViewRow row, DataViewSchema.Column input);

    private protected void SaveColumns(ModelSaveContext ctx)
    {
        ctx.Writer.Write(ColumnPairs.Length);
        foreach (var (output, input) in ColumnPairs)
        {
            ctx.SaveNonEmptyString(output);
            ctx.SaveNonEmptyString(input);
        }
    }

    private protected static (string outputColumnName, string inputColumnName)[] LoadColumns(ModelLoadContext ctx)
    {
        var columns = new (string outputColumnName, string inputColumnName)[ctx.Reader.ReadInt32()];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = (ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString());
        return columns;
    }

    private sealed class ColumnMapper(
        DataViewSchema.DetachedColumn[] outputs,
        DataViewSchema.Column[] inputs,
        Func<int, DataViewRow, DataViewSchema.Column, Delegate> makeGetter) : IRowMapper
    {
        public DataViewSchema.DetachedColumn[] Outputs => outputs;

        public IEnumerable<int> Reads(int output) => [inputs[output].Index];

        public Delegate CreateGetter(DataViewRow input, int output, out Action disposer)
        {
            disposer = null;
            return makeGetter(output, input, inputs[output]);
        }
    }
}
