namespace Microsoft.ML.Transforms;

public sealed class ColumnSelectingTransformer : ITransformer
{
    internal const string LoaderSignature = "SelectColumnsTransform";

    private static readonly VersionInfo Version = Versions.Of("SELCOLST", LoaderSignature);

    private readonly string[] _keep;
    private readonly string[] _drop;
    private readonly bool _keepHidden;

    internal ColumnSelectingTransformer(IHostEnvironment env, string[] keepColumns, string[] dropColumns, bool keepHidden)
    {
        ArgumentNullException.ThrowIfNull(env);
        _keep = keepColumns;
        _drop = dropColumns;
        _keepHidden = keepHidden;
    }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new ColumnSelection(inputSchema, Choose(inputSchema)).OutputSchema;
    }

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new SelectedView(input, new ColumnSelection(input.Schema, Choose(input.Schema)));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => new ColumnSelection(inputSchema, Choose(inputSchema));

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        ctx.Writer.Write(_keep is not null);
        ctx.Writer.Write(_keepHidden);
        var names = _keep ?? _drop;
        ctx.Writer.Write(names.Length);
        foreach (var name in names)
            ctx.SaveNonEmptyString(name);
    }

    private static ColumnSelectingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var keeps = ctx.Reader.ReadBoolean();
        var hidden = ctx.Reader.ReadBoolean();
        var names = new string[ctx.Reader.ReadInt32()];
        for (var i = 0; i < names.Length; i++)
            names[i] = ctx.LoadNonEmptyString();
        return new ColumnSelectingTransformer(env, keeps ? names : null, keeps ? null : names, hidden);
    }

    private int[] Choose(DataViewSchema schema)
    {
        foreach (var name in _keep ?? _drop)
        {
            if (schema.GetColumnOrNull(name) is null)
                throw Contracts.ExceptSchemaMismatch("inputSchema", "input", name);
        }

        if (_drop is not null)
            return [.. schema.Where(c => !_drop.Contains(c.Name)).Select(c => c.Index)];

        // The columns come in the order they were asked for.
        return [.. _keep.SelectMany(name => schema.Where(c => c.Name == name && (_keepHidden || !c.IsHidden)).Select(c => c.Index))];
    }
}
