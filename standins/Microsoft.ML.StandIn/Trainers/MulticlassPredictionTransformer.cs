using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(MulticlassPredictionTransformer<MaximumEntropyModelParameters>),
    typeof(MulticlassPredictionTransformer),
    null,
    typeof(SignatureLoadModel),
    "Multiclass scorer",
    MulticlassPredictionTransformer.LoaderSignature)]

namespace Microsoft.ML.Data;

/// <summary>Adds the predicted label and a score for each class.</summary>
public sealed class MulticlassPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    private readonly LabelDescription _label;

    internal MulticlassPredictionTransformer(IHostEnvironment env, TModel model, string featureColumn, DataViewType featureType, LabelDescription label)
        : base(env.Register("MulticlassPredictionTransformer"), model, featureColumn, featureType) => _label = label;

    private protected override RowMapping MakeMapping(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var feature = inputSchema.GetColumnOrNull(FeatureColumnName) ?? throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "feature", FeatureColumnName);
        var model = (LinearMulticlassModelParametersBase)(object)Model;
        if (feature.Type is not VectorDataViewType vector || !vector.ItemType.Equals(NumberDataViewType.Single) || vector.Size != model.NumberOfFeatures)
            throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "feature", feature.Name, FeatureColumnType.ToString(), feature.Type.ToString());

        return new RowMapping(inputSchema, new MulticlassScorer(model, feature, _label));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(MulticlassPredictionTransformer.Version);
        ctx.SaveModel(Model, MulticlassPredictionTransformer.ModelDirectory);
        ctx.SaveNonEmptyString(FeatureColumnName);
        ValueCodec.WriteType(ctx.Writer, FeatureColumnType);
        _label.Save(ctx.Writer);
    }
}

internal static class MulticlassPredictionTransformer
{
    internal const string LoaderSignature = "MulticlassPredXfer";
    internal const string ModelDirectory = "Model";

    internal static readonly VersionInfo Version = Versions.Of("MCPREDXF", LoaderSignature);

    private static MulticlassPredictionTransformer<MaximumEntropyModelParameters> Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        ctx.LoadModel<MaximumEntropyModelParameters, SignatureLoadModel>(env, out var model, ModelDirectory);
        var feature = ctx.LoadNonEmptyString();
        var type = ValueCodec.ReadType(ctx.Reader);
        return new MulticlassPredictionTransformer<MaximumEntropyModelParameters>(env, model, feature, type, LabelDescription.Load(ctx.Reader));
    }
}
