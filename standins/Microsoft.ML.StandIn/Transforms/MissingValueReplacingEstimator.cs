namespace Microsoft.ML.Transforms;

public sealed class MissingValueReplacingEstimator : IEstimator<MissingValueReplacingTransformer>
{
    private readonly IHost _host;
    private readonly (string outputColumnName, string inputColumnName)[] _columns;
    private readonly ReplacementMode _mode;
    private readonly bool _bySlot;

    internal MissingValueReplacingEstimator(
        IHostEnvironment env,
        (string outputColumnName, string inputColumnName)[] columns,
        ReplacementMode mode,
        bool imputeBySlot)
    {
        if (mode == ReplacementMode.Mode || (!imputeBySlot && mode != ReplacementMode.DefaultValue))
            throw new NotSupportedException("The stand-in of ML.NET replaces missing values slot by slot with the default, mean, minimum or maximum.");

        _host = env.Register(nameof(MissingValueReplacingEstimator));
        _columns = columns;
        _mode = mode;
        _bySlot = imputeBySlot;
    }

    public enum ReplacementMode : byte
    {
        DefaultValue = 0,
        Mean = 1,
        Minimum = 2,
        Maximum = 3,
        Mode = 5,
    }

    public MissingValueReplacingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        return new MissingValueReplacingTransformer(_host, _columns, [.. _columns.Select(c => Replacements(input, input.Schema[c.inputColumnName]))]);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(c => Describe(c.outputColumnName, inputSchema.Input(c.inputColumnName))));
    }

    private static SchemaShape.Column Describe(string name, SchemaShape.Column input)
    {
        if (!input.ItemType.Equals(NumberDataViewType.Single) && !input.ItemType.Equals(NumberDataViewType.Double))
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", input.Name, "Single or Double", input.GetTypeString());

        var annotations = SchemaShapes.Only(input.Annotations, AnnotationKinds.SlotNames, AnnotationKinds.IsNormalized);
        return new SchemaShape.Column(name, input.Kind, input.ItemType, false, new SchemaShape(annotations));
    }

    private double[] Replacements(IDataView data, DataViewSchema.Column column)
    {
        if (_mode == ReplacementMode.DefaultValue || !_bySlot)
            return new double[column.Type is VectorDataViewType vector ? vector.Size : 1];

        var statistics = SlotStatistics.For(column.Type);
        using var cursor = data.GetRowCursor([column]);
        var read = SlotReaders.Of(cursor, column);
        while (cursor.MoveNext())
            statistics.Add(read());
        return
        [
            .. statistics.Slots().Select(s => _mode switch
            {
                ReplacementMode.Mean => s.Mean,
                ReplacementMode.Minimum => double.IsFinite(s.Minimum) ? s.Minimum : 0,
                _ => double.IsFinite(s.Maximum) ? s.Maximum : 0,
            }),
        ];
    }
}
