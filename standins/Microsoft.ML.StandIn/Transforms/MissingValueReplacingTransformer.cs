using Microsoft.ML;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(MissingValueReplacingTransformer), null, typeof(SignatureLoadModel), "NA replace", MissingValueReplacingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class MissingValueReplacingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "NAReplaceTransform";

    private static readonly VersionInfo Version = Versions.Of("NAREP TF", LoaderSignature);

    private readonly double[][] _replacements;

    internal MissingValueReplacingTransformer(IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns, double[][] replacements)
        : base(env.Register(nameof(MissingValueReplacingTransformer)), columns) => _replacements = replacements;

    private static MissingValueReplacingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var columns = LoadColumns(ctx);
        var replacements = new double[columns.Length][];
        for (var i = 0; i < columns.Length; i++)
        {
            replacements[i] = new double[ctx.Reader.ReadInt32()];
            for (var j = 0; j < replacements[i].Length; j++)
                replacements[i][j] = ctx.Reader.ReadDouble();
        }

        return new MissingValueReplacingTransformer(env, columns, replacements);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        foreach (var slots in _replacements)
        {
            ctx.Writer.Write(slots.Length);
            foreach (var value in slots)
                ctx.Writer.Write(value);
        }
    }

    private protected override DataViewSchema.DetachedColumn DescribeOutput(int index, string name, DataViewSchema.Column input)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(input.Annotations, kind => kind is AnnotationKinds.SlotNames or AnnotationKinds.IsNormalized);
        return new DataViewSchema.DetachedColumn(name, input.Type, annotations.ToAnnotations());
    }

    private protected override Delegate MakeGetter(int index, DataViewRow row, DataViewSchema.Column input)
    {
        var read = SlotReaders.Of(row, input);
        var slots = _replacements[index];
        return (input.Type is VectorDataViewType, input.Type.ItemTypeOf().RawType == typeof(float)) switch
        {
            (false, true) => (ValueGetter<float>)((ref float dst) => dst = (float)Value(read().Span[0], 0)),
            (false, false) => (ValueGetter<double>)((ref double dst) => dst = Value(read().Span[0], 0)),
            (true, true) => Vector(read, v => (float)v),
            _ => Vector(read, v => v),
        };

        double Value(double value, int slot) => double.IsNaN(value) ? slots.Length > slot ? slots[slot] : 0 : value;

        ValueGetter<VBuffer<T>> Vector<T>(Func<ReadOnlyMemory<double>> source, Func<double, T> cast) => (ref VBuffer<T> dst) =>
        {
            var values = source().Span;
            var editor = VBufferEditor.Create(ref dst, values.Length);
            for (var i = 0; i < values.Length; i++)
                editor.Values[i] = cast(Value(values[i], i));
            dst = editor.Commit();
        };
    }
}
