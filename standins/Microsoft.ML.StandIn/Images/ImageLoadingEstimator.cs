using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

public sealed class ImageLoadingEstimator : TrivialEstimator<ImageLoadingTransformer>
{
    private readonly bool _decode;

    internal ImageLoadingEstimator(IHostEnvironment env, string imageFolder, bool decode, string outputColumnName, string inputColumnName)
        : base(
            env.Register(nameof(ImageLoadingEstimator)),
            new ImageLoadingTransformer(env, imageFolder, decode, outputColumnName, inputColumnName)) => _decode = decode;

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ImageColumns.Require<TextDataViewType>(inputSchema, Transformer.InputColumnName, TextDataViewType.Instance.ToString());
        return inputSchema.With(_decode
            ? new(Transformer.OutputColumnName, SchemaShape.Column.VectorKind.Scalar, new ImageDataViewType(), false)
            : new(Transformer.OutputColumnName, SchemaShape.Column.VectorKind.VariableVector, NumberDataViewType.Byte, false));
    }
}
