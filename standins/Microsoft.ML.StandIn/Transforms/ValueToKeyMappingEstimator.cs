namespace Microsoft.ML.Transforms;

public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly IHost _host;
    private readonly (string outputColumnName, string inputColumnName)[] _columns;
    private readonly int _maximum;
    private readonly KeyOrdinality _ordinality;
    private readonly bool _asText;
    private readonly IDataView _keyData;

    internal ValueToKeyMappingEstimator(
        IHostEnvironment env,
        (string outputColumnName, string inputColumnName)[] columns,
        int maximumNumberOfKeys,
        KeyOrdinality keyOrdinality,
        bool addKeyValueAnnotationsAsText,
        IDataView keyData)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumNumberOfKeys);
        if (keyData is not null && keyData.Schema.Count(c => !c.IsHidden) != 1)
            throw new ArgumentException("The key data must have exactly one column.", nameof(keyData));

        _host = env.Register(nameof(ValueToKeyMappingEstimator));
        _columns = columns;
        _maximum = maximumNumberOfKeys;
        _ordinality = keyOrdinality;
        _asText = addKeyValueAnnotationsAsText;
        _keyData = keyData;
    }

    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }

    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        using var channel = _host.Start("Train");
        return new ValueToKeyMappingTransformer(_host, _columns, [.. _columns.Select(c => Train(input, c.inputColumnName))], _asText);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(c => Describe(c.outputColumnName, inputSchema.Input(c.inputColumnName))));
    }

    private SchemaShape.Column Describe(string name, SchemaShape.Column input)
    {
        if (!input.ItemType.IsStandardScalar())
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", input.Name);

        var values = SchemaShapes.AnnotationOf(AnnotationKinds.KeyValues, _asText ? TextDataViewType.Instance : input.ItemType, vector: true);
        var annotations = SchemaShapes.Only(input.Annotations, AnnotationKinds.SlotNames).Append(values);
        return new SchemaShape.Column(name, input.Kind, NumberDataViewType.UInt32, true, new SchemaShape(annotations));
    }

    private TermMap Train(IDataView input, string name)
    {
        var sorted = _ordinality == KeyOrdinality.ByValue;
        var column = input.Schema[name];
        if (_keyData is null)
            return TermMap.Train(input, column, _maximum, sorted, _host);

        var keys = _keyData.Schema.Single(c => !c.IsHidden);
        if (!keys.Type.ItemTypeOf().Equals(column.Type.ItemTypeOf()))
            throw new ArgumentException($"The key data holds {keys.Type}, the column '{name}' {column.Type}.", nameof(input));

        return TermMap.Train(_keyData, keys, int.MaxValue, sorted, _host);
    }
}
