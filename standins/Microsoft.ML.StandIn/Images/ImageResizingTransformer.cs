using Microsoft.ML;
using Microsoft.ML.Transforms.Image;

[assembly: LoadableClass(typeof(ImageResizingTransformer), null, typeof(SignatureLoadModel), "Image Resizer Transform", ImageResizingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms.Image;

public sealed class ImageResizingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "ImageScalerTransform";
    private readonly ImageResizingEstimator.ResizingKind _kind;
    private readonly ImageResizingEstimator.Anchor _anchor;

    internal ImageResizingTransformer(
        IHostEnvironment env,
        string outputColumnName,
        string inputColumnName,
        ImageDataViewType outputType,
        ImageResizingEstimator.ResizingKind kind,
        ImageResizingEstimator.Anchor anchor)
        : base(env.Register(nameof(ImageResizingTransformer)), [(outputColumnName, inputColumnName ?? outputColumnName)]) =>
        (OutputType, _kind, _anchor) = (outputType, kind, anchor);

    private ImageResizingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, LoadColumns(ctx))
    {
        var width = ctx.Reader.ReadInt32();
        var height = ctx.Reader.ReadInt32();
        _kind = (ImageResizingEstimator.ResizingKind)ctx.Reader.ReadByte();
        _anchor = (ImageResizingEstimator.Anchor)ctx.Reader.ReadByte();
        if (width <= 0 || height <= 0 || !Enum.IsDefined(_kind) || !Enum.IsDefined(_anchor))
            throw Contracts.ExceptDecode("Corrupt model file: not an image size or a way of resizing.");

        OutputType = new(height, width);
    }

    internal ImageDataViewType OutputType { get; }

    internal string InputColumnName => ColumnPairs[0].inputColumnName;

    internal string OutputColumnName => ColumnPairs[0].outputColumnName;

    private static VersionInfo Version => new(
        "IMGSCALF", 0x00010003, 0x00010003, 0x00010003, typeof(ImageResizingTransformer).Assembly.FullName, LoaderSignature);

    private protected override DataViewSchema.DetachedColumn DescribeOutput(int index, string name, DataViewSchema.Column input)
    {
        ImageColumns.Require<ImageDataViewType>(input, "image");
        return new(name, OutputType);
    }

    private protected override Delegate MakeGetter(int index, DataViewRow row, DataViewSchema.Column input)
    {
        var read = row.GetGetter<MLImage>(input);
        MLImage source = null;
        return (ValueGetter<MLImage>)((ref MLImage image) =>
        {
            image?.Dispose();
            read(ref source);
            image = source switch
            {
                null => null,
                _ when source.Width == OutputType.Width && source.Height == OutputType.Height => source,
                _ => ImageResampling.Resize(source, OutputType.Width, OutputType.Height, _kind, _anchor),
            };
        });
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        ctx.Writer.Write(OutputType.Width);
        ctx.Writer.Write(OutputType.Height);
        ctx.Writer.Write((byte)_kind);
        ctx.Writer.Write((byte)_anchor);
    }

    private static ImageResizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new(env.Register(nameof(ImageResizingTransformer)), ctx);
    }
}
