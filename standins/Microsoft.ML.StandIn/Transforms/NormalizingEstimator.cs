namespace Microsoft.ML.Transforms;

public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly IHost _host;
    private readonly (string outputColumnName, string inputColumnName)[] _columns;
    private readonly long _maximumExampleCount;
    private readonly Func<SlotStatistics, (double Scale, double Offset)> _affine;

    internal NormalizingEstimator(
        IHostEnvironment env,
        (string outputColumnName, string inputColumnName)[] columns,
        long maximumExampleCount,
        Func<SlotStatistics, (double Scale, double Offset)> affine)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maximumExampleCount, 1);
        _host = env.Register(nameof(NormalizingEstimator));
        _columns = columns;
        _maximumExampleCount = maximumExampleCount;
        _affine = affine;
    }

    public NormalizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        _host.CheckAlive();
        var columns = _columns.Select(c => input.Schema[c.inputColumnName]).ToArray();
        using var cursor = input.GetRowCursor(columns.DistinctBy(c => c.Index));
        var readers = columns.Select(c => SlotReaders.Of(cursor, c)).ToArray();
        var statistics = columns.Select(c => SlotStatistics.For(c.Type)).ToArray();
        for (var rows = 0L; rows < _maximumExampleCount && cursor.MoveNext(); rows++)
        {
            _host.CheckAlive();
            for (var i = 0; i < columns.Length; i++)
                statistics[i].Add(readers[i]());
        }

        var models = statistics.Select((s, i) => AffineModel.Create(columns[i].Type, s.Slots().Select(_affine).ToArray())).ToArray();
        return new NormalizingTransformer(_host, _columns, models);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(c => Describe(c.outputColumnName, inputSchema.Input(c.inputColumnName))));
    }

    private static SchemaShape.Column Describe(string name, SchemaShape.Column input)
    {
        if (input.Kind == SchemaShape.Column.VectorKind.VariableVector)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", input.Name, "fixed-size vector or scalar", input.GetTypeString());
        if (!input.ItemType.Equals(NumberDataViewType.Single) && !input.ItemType.Equals(NumberDataViewType.Double))
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", input.Name, "vector or scalar of Single or Double", input.GetTypeString());

        var annotations = SchemaShapes.Only(input.Annotations, AnnotationKinds.SlotNames)
            .Append(SchemaShapes.AnnotationOf(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, vector: false));
        return new SchemaShape.Column(name, input.Kind, input.ItemType, false, new SchemaShape(annotations));
    }
}
