using Microsoft.ML;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(NormalizingTransformer), null, typeof(SignatureLoadModel), "Normalizer", NormalizingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class NormalizingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "Normalizer";

    private static readonly VersionInfo Version = Versions.Of("NORMALZR", LoaderSignature);

    private readonly AffineModel[] _models;

    internal NormalizingTransformer(IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns, AffineModel[] models)
        : base(env.Register(nameof(NormalizingTransformer)), columns) => _models = models;

    /// <returns>Scales and offsets: a number for a scalar column, an array for a vector; no offsets where zero stays zero.</returns>
    public NormalizerModelParametersBase GetNormalizerModelParameters(int index)
    {
        var model = _models[index];
        return model.IsSingle
            ? Parameters(model, v => (float)v)
            : Parameters(model, v => v);
    }

    private static NormalizerModelParametersBase Parameters<T>(AffineModel model, Func<double, T> cast) =>
        model.IsVector
            ? new AffineNormalizerModelParameters<ImmutableArray<T>>(
                [.. model.Scale.Select(cast)],
                model.Offset.All(o => o == 0) ? [] : [.. model.Offset.Select(cast)])
            : new AffineNormalizerModelParameters<T>(cast(model.Scale[0]), cast(model.Offset[0]));

    private static NormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var columns = LoadColumns(ctx);
        return new NormalizingTransformer(env, columns, [.. columns.Select(_ => AffineModel.Read(ctx.Reader))]);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        foreach (var model in _models)
            model.Write(ctx.Writer);
    }

    private protected override DataViewSchema.DetachedColumn DescribeOutput(int index, string name, DataViewSchema.Column input)
    {
        _models[index].Check(input);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(input.Annotations, kind => kind == AnnotationKinds.SlotNames);
        annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        return new DataViewSchema.DetachedColumn(name, input.Type, annotations.ToAnnotations());
    }

    private protected override Delegate MakeGetter(int index, DataViewRow row, DataViewSchema.Column input) => _models[index].MakeGetter(row, input);

    public abstract class NormalizerModelParametersBase
    {
        private protected NormalizerModelParametersBase()
        {
        }
    }

    public sealed class AffineNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal AffineNormalizerModelParameters(TData scale, TData offset)
        {
            Scale = scale;
            Offset = offset;
        }

        public TData Scale { get; }

        public TData Offset { get; }
    }
}
