using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Images of one size, normalised by the training images' statistics.</summary>
internal sealed record ImageInput(MapShape Shape, PixelStatistics Statistics) : ModelInput(Shape)
{
    public override DataViewSchema.Column Find(DataViewSchema schema, string name)
    {
        var features = NamedColumn.Find(schema, name, "feature");
        ImageColumns.ShapeOf(features, Shape);
        return features;
    }

    public override RowReader Open(DataViewRow row, DataViewSchema.Column column) => PixelReader.Of(row, column, Shape);
}
