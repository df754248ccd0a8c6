using Microsoft.ML;
using Microsoft.ML.Transforms.Image;

[assembly: LoadableClass(typeof(ImageGrayscalingTransformer), null, typeof(SignatureLoadModel), "Image Greyscale Transform", ImageGrayscalingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms.Image;

public sealed class ImageGrayscalingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "ImageGrayscaleTransform";

    internal ImageGrayscalingTransformer(IHostEnvironment env, string outputColumnName, string inputColumnName)
        : base(env.Register(nameof(ImageGrayscalingTransformer)), [(outputColumnName, inputColumnName ?? outputColumnName)])
    {
    }

    private ImageGrayscalingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, LoadColumns(ctx))
    {
    }

    internal string InputColumnName => ColumnPairs[0].inputColumnName;

    internal string OutputColumnName => ColumnPairs[0].outputColumnName;

    private static VersionInfo Version => new(
        "IMGGRAYT", 0x00010001, 0x00010001, 0x00010001, typeof(ImageGrayscalingTransformer).Assembly.FullName, LoaderSignature);

    private protected override DataViewSchema.DetachedColumn DescribeOutput(int index, string name, DataViewSchema.Column input) =>
        new(name, ImageColumns.Require<ImageDataViewType>(input, "image"));

    private protected override Delegate MakeGetter(int index, DataViewRow row, DataViewSchema.Column input)
    {
        var read = row.GetGetter<MLImage>(input);
        MLImage source = null;
        return (ValueGetter<MLImage>)((ref MLImage image) =>
        {
            image?.Dispose();
            read(ref source);
            image = source is null ? null : ImageResampling.ToGrayscale(source);
        });
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
    }

    private static ImageGrayscalingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new(env.Register(nameof(ImageGrayscalingTransformer)), ctx);
    }
}
