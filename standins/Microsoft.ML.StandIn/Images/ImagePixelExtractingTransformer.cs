using Microsoft.ML;
using Microsoft.ML.Transforms.Image;
using static Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator;

[assembly: LoadableClass(typeof(ImagePixelExtractingTransformer), null, typeof(SignatureLoadModel), "Image Pixel Extractor Transform", ImagePixelExtractingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms.Image;

public sealed class ImagePixelExtractingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "ImagePixelExtractor";

    internal ImagePixelExtractingTransformer(IHostEnvironment env, string outputColumnName, string inputColumnName, PixelLayout layout)
        : base(env.Register(nameof(ImagePixelExtractingTransformer)), [(outputColumnName, inputColumnName ?? outputColumnName)]) => Layout = layout;

    private ImagePixelExtractingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, LoadColumns(ctx))
    {
        var reader = ctx.Reader;
        var (colors, order, asFloats) = ((ColorBits)reader.ReadByte(), (ColorsOrder)reader.ReadByte(), reader.ReadBoolean());
        var (offset, scale, interleave) = (reader.ReadSingle(), reader.ReadSingle(), reader.ReadBoolean());
        if (colors == 0 || (colors & ~ColorBits.All) != 0 || !Enum.IsDefined(order) || !float.IsFinite(offset) || !float.IsFinite(scale))
            throw Contracts.ExceptDecode("Corrupt model file: not a layout of pixels.");

        Layout = new(colors, order, interleave, offset, scale, asFloats);
    }

    internal PixelLayout Layout { get; }

    internal string InputColumnName => ColumnPairs[0].inputColumnName;

    internal string OutputColumnName => ColumnPairs[0].outputColumnName;

    private static VersionInfo Version => new(
        "IMGPXEXT", 0x00010003, 0x00010003, 0x00010003, typeof(ImagePixelExtractingTransformer).Assembly.FullName, LoaderSignature);

    private protected override DataViewSchema.DetachedColumn DescribeOutput(int index, string name, DataViewSchema.Column input) =>
        new(name, Layout.VectorType(SizedImage(input)));

    private protected override Delegate MakeGetter(int index, DataViewRow row, DataViewSchema.Column input)
    {
        var size = Layout.VectorType(SizedImage(input)).Size;
        return Layout.AsFloats
            ? Getter<float>(row, input, size, (image, values) => Layout.Fill(image, values))
            : Getter<byte>(row, input, size, (image, values) => Layout.Fill(image, values));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        ctx.Writer.Write((byte)Layout.Colors);
        ctx.Writer.Write((byte)Layout.Order);
        ctx.Writer.Write(Layout.AsFloats);
        ctx.Writer.Write(Layout.Offset);
        ctx.Writer.Write(Layout.Scale);
        ctx.Writer.Write(Layout.Interleave);
    }

    private static ImagePixelExtractingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new(env.Register(nameof(ImagePixelExtractingTransformer)), ctx);
    }

    private static ImageDataViewType SizedImage(DataViewSchema.Column input)
    {
        var type = ImageColumns.Require<ImageDataViewType>(input, "image");
        return type.Height > 0 && type.Width > 0
            ? type
            : throw Contracts.ExceptSchemaMismatch("inputSchema", "input", input.Name, "known-size image", "unknown-size image");
    }

    private static ValueGetter<VBuffer<T>> Getter<T>(DataViewRow row, DataViewSchema.Column input, int size, Fill<T> fill)
    {
        var expected = SizedImage(input);
        var read = row.GetGetter<MLImage>(input);
        MLImage image = null;
        return (ref VBuffer<T> pixels) =>
        {
            read(ref image);
            if (image is null)
            {
                pixels = VBufferEditor.Create(ref pixels, size, 0).Commit();
                return;
            }

            if (image.Width != expected.Width || image.Height != expected.Height)
                throw new InvalidOperationException($"An image of column '{input.Name}' is {image.Width} by {image.Height}, not {expected.Width} by {expected.Height}.");

            var editor = VBufferEditor.Create(ref pixels, size);
            fill(image, editor.Values);
            pixels = editor.Commit();
        };
    }

    private delegate void Fill<T>(MLImage image, Span<T> values);
}
