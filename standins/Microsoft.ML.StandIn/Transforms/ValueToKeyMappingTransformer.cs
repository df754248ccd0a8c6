using Microsoft.ML;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(ValueToKeyMappingTransformer), null, typeof(SignatureLoadModel), "Term transform", ValueToKeyMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "TermTransform";

    private static readonly VersionInfo Version = Versions.Of("TERMTRAN", LoaderSignature);

    private readonly TermMap[] _maps;
    private readonly bool _asText;

    internal ValueToKeyMappingTransformer(IHostEnvironment env, (string outputColumnName, string inputColumnName)[] columns, TermMap[] maps, bool asText)
        : base(env.Register(nameof(ValueToKeyMappingTransformer)), columns)
    {
        _maps = maps;
        _asText = asText;
    }

    private static ValueToKeyMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var columns = LoadColumns(ctx);
        var asText = ctx.Reader.ReadBoolean();
        TermMap[] maps = null;
        if (!ctx.TryLoadBinaryStream("Vocabulary", reader => maps = [.. columns.Select(_ => TermMap.Read(reader))]))
            throw Contracts.ExceptDecode("Missing vocabulary");

        return new ValueToKeyMappingTransformer(env, columns, maps, asText);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        ctx.Writer.Write(_asText);
        ctx.SaveBinaryStream("Vocabulary", writer =>
        {
            foreach (var map in _maps)
                map.Write(writer);
        });
    }

    private protected override DataViewSchema.DetachedColumn DescribeOutput(int index, string name, DataViewSchema.Column input)
    {
        var map = _maps[index];
        if (!input.Type.ItemTypeOf().Equals(map.ItemType))
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", input.Name, map.ItemType.ToString(), input.Type.ToString());

        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(input.Annotations, kind => kind == AnnotationKinds.SlotNames);
        map.AddKeyValues(annotations, _asText);
        DataViewType type = input.Type is VectorDataViewType vector ? new VectorDataViewType(map.KeyType, vector.Dimensions) : map.KeyType;
        return new DataViewSchema.DetachedColumn(name, type, annotations.ToAnnotations());
    }

    private protected override Delegate MakeGetter(int index, DataViewRow row, DataViewSchema.Column input) => _maps[index].MapColumn(row, input);
}
