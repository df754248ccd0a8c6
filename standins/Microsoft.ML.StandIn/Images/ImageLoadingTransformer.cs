using Microsoft.ML;
using Microsoft.ML.Transforms.Image;

[assembly: LoadableClass(typeof(ImageLoadingTransformer), null, typeof(SignatureLoadModel), "Image Loader Transform", ImageLoadingTransformer.LoaderSignature)]

namespace Microsoft.ML.Data;

/// <summary>Paths to images, or to the bytes of their files.</summary>
public sealed class ImageLoadingTransformer : OneToOneTransformerBase
{
    public readonly string ImageFolder;

    internal const string LoaderSignature = "ImageLoaderTransform";
    private readonly bool _decode;

    internal ImageLoadingTransformer(IHostEnvironment env, string imageFolder, bool decode, string outputColumnName, string inputColumnName)
        : base(env.Register(nameof(ImageLoadingTransformer)), [(outputColumnName, inputColumnName ?? outputColumnName)])
    {
        _decode = decode;
        if (string.IsNullOrEmpty(imageFolder))
            return;
        if (!Directory.Exists(imageFolder))
            throw new ArgumentException($"Directory \"{imageFolder}\" does not exist.", nameof(imageFolder));

        ImageFolder = Path.GetFullPath(imageFolder);
    }

    private ImageLoadingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, LoadColumns(ctx))
    {
        ImageFolder = ctx.LoadStringOrNull();
        _decode = ctx.Reader.ReadBoolean();
    }

    internal string InputColumnName => ColumnPairs[0].inputColumnName;

    internal string OutputColumnName => ColumnPairs[0].outputColumnName;

    private static VersionInfo Version => new(
        "IMGLOADR", 0x00010003, 0x00010003, 0x00010003, typeof(ImageLoadingTransformer).Assembly.FullName, LoaderSignature);

    private protected override DataViewSchema.DetachedColumn DescribeOutput(int index, string name, DataViewSchema.Column input)
    {
        ImageColumns.Require<TextDataViewType>(input, TextDataViewType.Instance.ToString());
        return new(name, _decode ? new ImageDataViewType() : new VectorDataViewType(NumberDataViewType.Byte));
    }

    private protected override Delegate MakeGetter(int index, DataViewRow row, DataViewSchema.Column input)
    {
        var path = row.GetGetter<ReadOnlyMemory<char>>(input);
        return _decode ? ImageGetter(path) : BytesGetter(path);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        ctx.SaveStringOrNull(ImageFolder);
        ctx.Writer.Write(_decode);
    }

    private static ImageLoadingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new(env.Register(nameof(ImageLoadingTransformer)), ctx);
    }

    private ValueGetter<MLImage> ImageGetter(ValueGetter<ReadOnlyMemory<char>> path)
    {
        ReadOnlyMemory<char> text = default;
        return (ref MLImage image) =>
        {
            image?.Dispose();
            image = null;
            path(ref text);
            if (text.Length == 0)
                return;

            var file = Locate(text);
            using var stream = File.OpenRead(file);
            image = MLImage.CreateFromStream(stream);
            image.Tag = file;
        };
    }

    private ValueGetter<VBuffer<byte>> BytesGetter(ValueGetter<ReadOnlyMemory<char>> path)
    {
        ReadOnlyMemory<char> text = default;
        return (ref VBuffer<byte> bytes) =>
        {
            path(ref text);
            var file = text.Length == 0 ? [] : File.ReadAllBytes(Locate(text));
            bytes = new VBuffer<byte>(file.Length, file);
        };
    }

    private string Locate(ReadOnlyMemory<char> path) =>
        string.IsNullOrWhiteSpace(ImageFolder) ? path.ToString() : Path.Combine(ImageFolder, path.ToString());
}
