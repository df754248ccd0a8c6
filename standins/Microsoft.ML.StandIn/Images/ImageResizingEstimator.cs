namespace Microsoft.ML.Transforms.Image;

public sealed class ImageResizingEstimator : TrivialEstimator<ImageResizingTransformer>
{
    internal ImageResizingEstimator(
        IHostEnvironment env, string outputColumnName, int imageWidth, int imageHeight, string inputColumnName, ResizingKind resizing, Anchor cropAnchor)
        : base(
            env.Register(nameof(ImageResizingEstimator)),
            new ImageResizingTransformer(env, outputColumnName, inputColumnName, new(imageHeight, imageWidth), resizing, cropAnchor))
    {
    }

    public enum ResizingKind : byte
    {
        IsoPad = 0,
        IsoCrop = 1,
        Fill = 2,
    }

    public enum Anchor : byte
    {
        Right = 0,
        Left = 1,
        Top = 2,
        Bottom = 3,
        Center = 4,
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ImageColumns.Require<ImageDataViewType>(inputSchema, Transformer.InputColumnName, "Image");
        return inputSchema.With(new(Transformer.OutputColumnName, SchemaShape.Column.VectorKind.Scalar, Transformer.OutputType, false));
    }
}
