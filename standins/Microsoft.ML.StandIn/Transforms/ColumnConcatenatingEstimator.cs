namespace Microsoft.ML.Transforms;

public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly IHost _host;
    private readonly string _name;
    private readonly string[] _source;

    internal ColumnConcatenatingEstimator(IHostEnvironment env, string outputColumnName, params string[] inputColumnNames)
    {
        _host = env.Register(nameof(ColumnConcatenatingEstimator));
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        if (inputColumnNames is not { Length: > 0 } || inputColumnNames.Any(string.IsNullOrEmpty))
            throw new ArgumentException("There must be at least one input column, and each needs a name.", nameof(inputColumnNames));

        _name = outputColumnName;
        _source = inputColumnNames;
    }

    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        return new ColumnConcatenatingTransformer(_host, _name, _source);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var inputs = _source.Select(inputSchema.Input).ToArray();
        if (inputs.FirstOrDefault(c => !c.ItemType.Equals(inputs[0].ItemType) || c.IsKey != inputs[0].IsKey) is { IsValid: true } odd)
            throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", odd.Name, inputs[0].ItemType.ToString(), odd.GetTypeString());

        var variable = inputs.Any(c => c.Kind == SchemaShape.Column.VectorKind.VariableVector);
        var annotations = new List<SchemaShape.Column>();
        if (!variable && inputs.Any(c => c.Kind == SchemaShape.Column.VectorKind.Scalar || c.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out _)))
            annotations.Add(SchemaShapes.AnnotationOf(AnnotationKinds.SlotNames, TextDataViewType.Instance, vector: true));
        if (inputs.All(c => c.Annotations.TryFindColumn(AnnotationKinds.IsNormalized, out _)))
            annotations.Add(SchemaShapes.AnnotationOf(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, vector: false));

        var kind = variable ? SchemaShape.Column.VectorKind.VariableVector : SchemaShape.Column.VectorKind.Vector;
        return inputSchema.With([new SchemaShape.Column(_name, kind, inputs[0].ItemType, inputs[0].IsKey, new SchemaShape(annotations))]);
    }
}
