namespace Microsoft.ML.Transforms.Image;

public sealed class ImagePixelExtractingEstimator : TrivialEstimator<ImagePixelExtractingTransformer>
{
    internal ImagePixelExtractingEstimator(IHostEnvironment env, string outputColumnName, string inputColumnName, PixelLayout layout)
        : base(env.Register(nameof(ImagePixelExtractingEstimator)), new ImagePixelExtractingTransformer(env, outputColumnName, inputColumnName, Checked(layout)))
    {
    }

    [Flags]
    public enum ColorBits : byte
    {
        Alpha = 1,
        Red = 2,
        Green = 4,
        Blue = 8,
        Rgb = Red | Green | Blue,
        All = Alpha | Red | Green | Blue,
    }

    public enum ColorsOrder : byte
    {
        ARGB = 1,
        ARBG = 2,
        ABRG = 3,
        ABGR = 4,
        AGRB = 5,
        AGBR = 6,
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ImageColumns.Require<ImageDataViewType>(inputSchema, Transformer.InputColumnName, "Image");
        PrimitiveDataViewType item = Transformer.Layout.AsFloats ? NumberDataViewType.Single : NumberDataViewType.Byte;
        return inputSchema.With(new(Transformer.OutputColumnName, SchemaShape.Column.VectorKind.Vector, item, false));
    }

    private static PixelLayout Checked(PixelLayout layout)
    {
        if (layout.Planes == 0)
            throw new ArgumentException("Need to use at least one color plane.", "colorsToExtract");
        if (!float.IsFinite(layout.Offset))
            throw new ArgumentException("The offset must be finite.", "offsetImage");
        if (!float.IsFinite(layout.Scale) || layout.Scale == 0)
            throw new ArgumentException("The scale must be finite and not zero.", "scaleImage");

        return layout.AsFloats ? layout : layout with { Offset = 0, Scale = 1 };
    }
}
