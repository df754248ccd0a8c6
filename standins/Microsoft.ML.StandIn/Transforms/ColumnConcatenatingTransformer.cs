using Microsoft.ML;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(ColumnConcatenatingTransformer), null, typeof(SignatureLoadModel), "Concat", ColumnConcatenatingTransformer.LoaderSignature)]

namespace Microsoft.ML.Data;

public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "ConcatTransform";

    private static readonly VersionInfo Version = Versions.Of("CONCATBF", LoaderSignature);

    private readonly string _name;
    private readonly string[] _sources;

    internal ColumnConcatenatingTransformer(IHostEnvironment env, string outputColumnName, params string[] inputColumnNames)
        : base(env.Register(nameof(ColumnConcatenatingTransformer)))
    {
        _name = outputColumnName;
        _sources = inputColumnNames;
    }

    private static ColumnConcatenatingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var name = ctx.LoadNonEmptyString();
        var sources = new string[ctx.Reader.ReadInt32()];
        for (var i = 0; i < sources.Length; i++)
            sources[i] = ctx.LoadNonEmptyString();
        return new ColumnConcatenatingTransformer(env, name, sources);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        ctx.SaveNonEmptyString(_name);
        ctx.Writer.Write(_sources.Length);
        foreach (var source in _sources)
            ctx.SaveNonEmptyString(source);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema)
    {
        var columns = _sources
            .Select(s => schema.GetColumnOrNull(s) ?? throw Contracts.ExceptSchemaMismatch("inputSchema", "input", s))
            .ToArray();
        var item = (PrimitiveDataViewType)columns[0].Type.ItemTypeOf();
        if (columns.FirstOrDefault(c => !c.Type.ItemTypeOf().Equals(item)) is { Name: { } odd } column)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", odd, item.ToString(), column.Type.ToString());

        return new Mapper(_name, columns, item);
    }

    private sealed class Mapper(string name, DataViewSchema.Column[] columns, PrimitiveDataViewType item) : IRowMapper
    {
        public DataViewSchema.DetachedColumn[] Outputs =>
            [new DataViewSchema.DetachedColumn(name, OutputType(), Annotations())];

        public IEnumerable<int> Reads(int output) => columns.Select(c => c.Index).Distinct();

        public Delegate CreateGetter(DataViewRow input, int output, out Action disposer)
        {
            disposer = null;
            return ValueGetters.Call(typeof(Mapper), nameof(Concatenate), [item.RawType], input, columns);
        }

        private static ValueGetter<VBuffer<T>> Concatenate<T>(DataViewRow row, DataViewSchema.Column[] columns)
        {
            var scalars = columns.Select(c => c.Type is VectorDataViewType ? null : row.GetGetter<T>(c)).ToArray();
            var vectors = columns.Select(c => c.Type is VectorDataViewType ? row.GetGetter<VBuffer<T>>(c) : null).ToArray();
            var buffers = new VBuffer<T>[columns.Length];
            return (ref VBuffer<T> dst) =>
            {
                var size = 0;
                for (var i = 0; i < columns.Length; i++)
                {
                    vectors[i]?.Invoke(ref buffers[i]);
                    size += vectors[i] is null ? 1 : buffers[i].Length;
                }

                var editor = VBufferEditor.Create(ref dst, size);
                for (int i = 0, start = 0; i < columns.Length; i++)
                {
                    if (vectors[i] is null)
                    {
                        scalars[i](ref editor.Values[start++]);
                        continue;
                    }

                    buffers[i].CopyTo(editor.Values, start);
                    start += buffers[i].Length;
                }

                dst = editor.Commit();
            };
        }

        private VectorDataViewType OutputType()
        {
            if (columns is [{ Type: VectorDataViewType alone }])
                return alone;

            var sizes = columns.Select(c => c.Type is VectorDataViewType vector ? vector.Size : 1).ToArray();
            return new VectorDataViewType(item, sizes.Contains(0) ? 0 : sizes.Sum());
        }

        private DataViewSchema.Annotations Annotations()
        {
            if (columns is [{ Type: VectorDataViewType }])
                return columns[0].Annotations;

            var builder = new DataViewSchema.Annotations.Builder();
            if (OutputType() is { IsKnownSize: true } type && columns.Any(c => c.Type is not VectorDataViewType || c.HasSlotNames()))
            {
                var names = columns.SelectMany(NamesOf).Select(n => n.AsMemory()).ToArray();
                builder.Add(
                    AnnotationKinds.SlotNames,
                    new VectorDataViewType(TextDataViewType.Instance, type.Size),
                    ValueGetters.Constant(new VBuffer<ReadOnlyMemory<char>>(names.Length, names)));
            }

            if (columns.All(c => c.IsNormalized()))
                builder.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
            return builder.ToAnnotations();
        }

        private static IEnumerable<string> NamesOf(DataViewSchema.Column column)
        {
            if (column.Type is not VectorDataViewType vector)
                return [column.Name];
            if (!column.HasSlotNames())
                return Enumerable.Repeat("", vector.Size);

            var names = default(VBuffer<ReadOnlyMemory<char>>);
            column.GetSlotNames(ref names);
            return names.DenseValues().Select(n => n.IsEmpty ? "" : $"{column.Name}.{n}");
        }
    }
}
