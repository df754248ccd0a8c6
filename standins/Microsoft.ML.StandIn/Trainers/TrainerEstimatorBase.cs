namespace Microsoft.ML.Trainers;

public abstract class TrainerEstimatorBase<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    public readonly SchemaShape.Column FeatureColumn;
    public readonly SchemaShape.Column LabelColumn;
    public readonly SchemaShape.Column WeightColumn;

    private protected readonly IHost Host;

    private protected TrainerEstimatorBase(IHost host, SchemaShape.Column feature, SchemaShape.Column label, SchemaShape.Column weight = default)
    {
        Host = host;
        FeatureColumn = feature;
        LabelColumn = label;
        WeightColumn = weight;
    }

    public abstract TrainerInfo Info { get; }

    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckInputSchema(SchemaShape.Create(input.Schema));
        return Train(input);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        CheckInputSchema(inputSchema);
        return Microsoft.ML.Transforms.SchemaShapes.With(inputSchema, GetOutputColumnsCore(inputSchema));
    }

    private protected abstract TTransformer Train(IDataView data);

    private protected abstract SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema);

    private protected virtual void CheckLabelCompatible(SchemaShape.Column labelCol)
    {
        if (!LabelColumn.IsCompatibleWith(labelCol))
            throw Contracts.ExceptSchemaMismatch("inputSchema", "label", labelCol.Name, LabelColumn.GetTypeString(), labelCol.GetTypeString());
    }

    private void CheckInputSchema(SchemaShape inputSchema)
    {
        if (!inputSchema.TryFindColumn(FeatureColumn.Name, out var feature))
            throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "feature", FeatureColumn.Name);
        if (!FeatureColumn.IsCompatibleWith(feature))
            throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "feature", feature.Name, FeatureColumn.GetTypeString(), feature.GetTypeString());

        if (WeightColumn.IsValid)
        {
            if (!inputSchema.TryFindColumn(WeightColumn.Name, out var weight))
                throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "weight", WeightColumn.Name);
            if (!WeightColumn.IsCompatibleWith(weight))
                throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "weight", weight.Name, WeightColumn.GetTypeString(), weight.GetTypeString());
        }

        if (!inputSchema.TryFindColumn(LabelColumn.Name, out var label))
            throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "label", LabelColumn.Name);

        CheckLabelCompatible(label);
    }
}
