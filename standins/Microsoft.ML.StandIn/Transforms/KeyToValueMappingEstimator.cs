using Microsoft.ML;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(KeyToValueMappingTransformer), null, typeof(SignatureLoadModel), "Key to value", KeyToValueMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    private readonly (string outputColumnName, string inputColumnName)[] _columns;

    internal KeyToValueMappingEstimator(IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(KeyToValueMappingEstimator)), new KeyToValueMappingTransformer(env, columns)) => _columns = columns;

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(c => Describe(c.outputColumnName, inputSchema.Input(c.inputColumnName))));
    }

    private static SchemaShape.Column Describe(string name, SchemaShape.Column input)
    {
        if (!input.IsKey)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", input.Name, "KeyType", input.GetTypeString());
        if (!input.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out var values))
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", input.Name, "a key with KeyValues annotations", input.GetTypeString());

        var annotations = new SchemaShape(SchemaShapes.Only(input.Annotations, AnnotationKinds.SlotNames));
        return new SchemaShape.Column(name, input.Kind, values.ItemType, values.IsKey, annotations);
    }
}

public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "KeyToValueTransform";

    private static readonly VersionInfo Version = Versions.Of("KEY2VALT", LoaderSignature);

    internal KeyToValueMappingTransformer(IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(KeyToValueMappingTransformer)), columns)
    {
    }

    private static KeyToValueMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new KeyToValueMappingTransformer(env, LoadColumns(ctx));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
    }

    private protected override DataViewSchema.DetachedColumn DescribeOutput(int index, string name, DataViewSchema.Column input)
    {
        var item = ValueType(input);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(input.Annotations, kind => kind == AnnotationKinds.SlotNames);
        DataViewType type = input.Type is VectorDataViewType vector ? new VectorDataViewType(item, vector.Dimensions) : item;
        return new DataViewSchema.DetachedColumn(name, type, annotations.ToAnnotations());
    }

    private protected override Delegate MakeGetter(int index, DataViewRow row, DataViewSchema.Column input) =>
        ValueGetters.Call(typeof(KeyToValueMappingTransformer), nameof(Map), [ValueType(input).RawType], row, input);

    private static PrimitiveDataViewType ValueType(DataViewSchema.Column input)
    {
        if (!input.HasKeyValues())
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", input.Name, "a key with KeyValues annotations", input.Type.ToString());

        return ((VectorDataViewType)input.Annotations.Schema[AnnotationKinds.KeyValues].Type).ItemType;
    }

    private static Delegate Map<T>(DataViewRow row, DataViewSchema.Column input)
    {
        var buffer = default(VBuffer<T>);
        input.GetKeyValues(ref buffer);
        T[] values = [.. buffer.DenseValues()];
        var missing = typeof(T) == typeof(float) ? (T)(object)float.NaN : typeof(T) == typeof(double) ? (T)(object)double.NaN : default;
        var read = KeyReaders.Of(row, input);
        if (input.Type is not VectorDataViewType)
            return (ValueGetter<T>)((ref T dst) => dst = ValueOf(read().Span[0]));

        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> dst) =>
        {
            var keys = read().Span;
            var editor = VBufferEditor.Create(ref dst, keys.Length);
            for (var i = 0; i < keys.Length; i++)
                editor.Values[i] = ValueOf(keys[i]);
            dst = editor.Commit();
        });

        T ValueOf(uint key) => key == 0 || key > values.Length ? missing : values[key - 1];
    }
}
