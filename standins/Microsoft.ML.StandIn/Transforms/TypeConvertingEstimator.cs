using Microsoft.ML;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(TypeConvertingTransformer), null, typeof(SignatureLoadModel), "Convert", TypeConvertingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    private readonly (string outputColumnName, string inputColumnName)[] _columns;
    private readonly PrimitiveDataViewType _target;

    internal TypeConvertingEstimator(IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns, DataKind outputKind)
        : base(env.Register(nameof(TypeConvertingEstimator)), new TypeConvertingTransformer(env, columns, outputKind))
    {
        _columns = columns;
        _target = DataViewTypes.Of(outputKind);
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(c => Describe(c.outputColumnName, inputSchema.Input(c.inputColumnName))));
    }

    private SchemaShape.Column Describe(string name, SchemaShape.Column input)
    {
        if (TypeConversions.FindOrNull(input.ItemType, _target) is null)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", input.Name, $"a type that converts to {_target}", input.GetTypeString());

        return new SchemaShape.Column(name, input.Kind, _target, false, new SchemaShape(SchemaShapes.Only(input.Annotations, AnnotationKinds.SlotNames)));
    }
}

public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "ConvertTransform";

    private static readonly VersionInfo Version = Versions.Of("CONVERTF", LoaderSignature);

    private readonly DataKind _kind;

    internal TypeConvertingTransformer(IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns, DataKind outputKind)
        : base(env.Register(nameof(TypeConvertingTransformer)), columns) => _kind = outputKind;

    private static TypeConvertingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new TypeConvertingTransformer(env, LoadColumns(ctx), (DataKind)ctx.Reader.ReadByte());
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        ctx.Writer.Write((byte)_kind);
    }

    private protected override DataViewSchema.DetachedColumn DescribeOutput(int index, string name, DataViewSchema.Column input)
    {
        Conversion(input);
        var target = DataViewTypes.Of(_kind);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(input.Annotations, kind => kind == AnnotationKinds.SlotNames);
        DataViewType type = input.Type is VectorDataViewType vector ? new VectorDataViewType(target, vector.Dimensions) : target;
        return new DataViewSchema.DetachedColumn(name, type, annotations.ToAnnotations());
    }

    private protected override Delegate MakeGetter(int index, DataViewRow row, DataViewSchema.Column input) =>
        ValueGetters.Call(
            typeof(TypeConvertingTransformer),
            input.Type is VectorDataViewType ? nameof(Vector) : nameof(Scalar),
            [input.Type.ItemTypeOf().RawType, DataViewTypes.Of(_kind).RawType],
            row,
            input,
            Conversion(input));

    private static ValueGetter<TTo> Scalar<TFrom, TTo>(DataViewRow row, DataViewSchema.Column input, Func<TFrom, TTo> convert)
    {
        var getter = row.GetGetter<TFrom>(input);
        TFrom value = default;
        return (ref TTo dst) =>
        {
            getter(ref value);
            dst = convert(value);
        };
    }

    private static ValueGetter<VBuffer<TTo>> Vector<TFrom, TTo>(DataViewRow row, DataViewSchema.Column input, Func<TFrom, TTo> convert)
    {
        var getter = row.GetGetter<VBuffer<TFrom>>(input);
        var buffer = default(VBuffer<TFrom>);
        return (ref VBuffer<TTo> dst) =>
        {
            getter(ref buffer);
            var editor = VBufferEditor.Create(ref dst, buffer.Length);
            foreach (var (slot, value) in buffer.Items(all: true))
                editor.Values[slot] = convert(value);
            dst = editor.Commit();
        };
    }

    private Delegate Conversion(DataViewSchema.Column input) =>
        TypeConversions.FindOrNull(input.Type.ItemTypeOf(), DataViewTypes.Of(_kind))
        ?? throw Contracts.ExceptSchemaMismatch("inputSchema", "input", input.Name, $"a type that converts to {_kind}", input.Type.ToString());
}
