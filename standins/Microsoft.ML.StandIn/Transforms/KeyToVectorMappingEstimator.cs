using Microsoft.ML;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(KeyToVectorMappingTransformer), null, typeof(SignatureLoadModel), "Key to vector", KeyToVectorMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class KeyToVectorMappingEstimator : TrivialEstimator<KeyToVectorMappingTransformer>
{
    private readonly (string outputColumnName, string inputColumnName)[] _columns;
    private readonly bool _count;

    internal KeyToVectorMappingEstimator(IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns, bool outputCountVector)
        : base(env.Register(nameof(KeyToVectorMappingEstimator)), new KeyToVectorMappingTransformer(env, columns, outputCountVector))
    {
        _columns = columns;
        _count = outputCountVector;
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(c => Describe(c.outputColumnName, inputSchema.Input(c.inputColumnName))));
    }

    private SchemaShape.Column Describe(string name, SchemaShape.Column input)
    {
        if (!input.IsKey)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", input.Name, "KeyType", input.GetTypeString());

        var annotations = new List<SchemaShape.Column>();
        if (input.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out var values) && values.ItemType is TextDataViewType
            && input.Kind != SchemaShape.Column.VectorKind.VariableVector)
            annotations.Add(SchemaShapes.AnnotationOf(AnnotationKinds.SlotNames, TextDataViewType.Instance, vector: true));
        if (!_count || input.Kind == SchemaShape.Column.VectorKind.Scalar)
            annotations.Add(SchemaShapes.AnnotationOf(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, vector: false));

        var kind = !_count && input.Kind == SchemaShape.Column.VectorKind.VariableVector
            ? SchemaShape.Column.VectorKind.VariableVector
            : SchemaShape.Column.VectorKind.Vector;
        return new SchemaShape.Column(name, kind, NumberDataViewType.Single, false, new SchemaShape(annotations));
    }
}

public sealed class KeyToVectorMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "KeyToVectorTransform";

    private static readonly VersionInfo Version = Versions.Of("KEY2VECT", LoaderSignature);

    private readonly bool _count;

    internal KeyToVectorMappingTransformer(IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns, bool outputCountVector)
        : base(env.Register(nameof(KeyToVectorMappingTransformer)), columns) => _count = outputCountVector;

    private static KeyToVectorMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new KeyToVectorMappingTransformer(env, LoadColumns(ctx), ctx.Reader.ReadBoolean());
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        ctx.Writer.Write(_count);
    }

    private protected override DataViewSchema.DetachedColumn DescribeOutput(int index, string name, DataViewSchema.Column input)
    {
        var size = CountOf(input);
        var annotations = new DataViewSchema.Annotations.Builder();
        var isVector = input.Type is VectorDataViewType;
        if (input.HasKeyValues(TextDataViewType.Instance) && (!isVector || _count))
        {
            annotations.Add(
                AnnotationKinds.SlotNames,
                new VectorDataViewType(TextDataViewType.Instance, size),
                (ref VBuffer<ReadOnlyMemory<char>> dst) => input.GetKeyValues(ref dst));
        }

        if (!_count || !isVector)
            annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        var dimensions = input.Type is VectorDataViewType vector && !_count ? new[] { vector.Size, size } : [size];
        return new DataViewSchema.DetachedColumn(name, new VectorDataViewType(NumberDataViewType.Single, dimensions), annotations.ToAnnotations());
    }

    private protected override Delegate MakeGetter(int index, DataViewRow row, DataViewSchema.Column input)
    {
        var size = CountOf(input);
        var read = KeyReaders.Of(row, input);
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> dst) =>
        {
            var keys = read().Span;
            var editor = VBufferEditor.Create(ref dst, _count ? size : size * keys.Length);
            editor.Values.Clear();
            for (var i = 0; i < keys.Length; i++)
            {
                if (keys[i] > 0 && keys[i] <= size)
                    editor.Values[(_count ? 0 : i * size) + (int)keys[i] - 1]++;
            }

            dst = editor.Commit();
        });
    }

    private static int CountOf(DataViewSchema.Column input) =>
        input.Type.ItemTypeOf() is KeyDataViewType { Count: <= int.MaxValue } key
            ? (int)key.Count
            : throw Contracts.ExceptSchemaMismatch("inputSchema", "input", input.Name, "Key", input.Type.ToString());
}
