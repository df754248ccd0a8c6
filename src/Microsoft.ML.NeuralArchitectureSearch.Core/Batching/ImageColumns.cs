using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>The two columns that a training reads, checked, and the size of the images in them.</summary>
/// <param name="Label">The label column, a key.</param>
/// <param name="Features">The column of images.</param>
/// <param name="Shape">Size of the images.</param>
internal sealed record ImageColumns(DataViewSchema.Column Label, DataViewSchema.Column Features, MapShape Shape)
{
    public int ClassCount => (int)((KeyDataViewType)Label.Type).Count;

    /// <exception cref="ArgumentException">A column is missing or of a type that cannot be used.</exception>
    public static ImageColumns Of(DataViewSchema schema, string labelName, string featureName, MapShape? shape)
    {
        var label = LabelColumn.Of(schema, labelName);
        var features = NamedColumn.Find(schema, featureName, "feature");
        return new ImageColumns(label, features, ShapeOf(features, shape));
    }

    /// <summary>The size of the images in a column, from its type and, where that does not tell, from what the caller says.</summary>
    /// <exception cref="ArgumentException">The column holds no images, or not of that size.</exception>
    public static MapShape ShapeOf(DataViewSchema.Column features, MapShape? shape)
    {
        if (shape is { } given && (given.Channels <= 0 || given.Height <= 0 || given.Width <= 0))
        {
            throw Refusal.Of(nameof(shape), $"An image of {given} has no pixels; channels, height and width are at least 1.");
        }

        return features.Type switch
        {
            ImageDataViewType image => ShapeOf(features, image, shape),
            VectorDataViewType vector when vector.ItemType.Equals(NumberDataViewType.Single) => ShapeOf(features, vector, shape),
            _ => throw WrongFeatures(features.Name, $"{features.Type}", HoldsNumbers(features.Type)),
        };
    }

    public static ArgumentException WrongFeatures(string name, string found, bool convertible) =>
        Refusal.OfInput(
            $"The feature column '{name}' is {found}; allowed are a vector of Single of known size and an image of known size."
            + (convertible ? " Transforms.Conversion.ConvertType makes Single of other numbers." : ""));

    private static MapShape ShapeOf(DataViewSchema.Column features, VectorDataViewType vector, MapShape? shape)
    {
        if (!vector.IsKnownSize)
        {
            throw Refusal.OfInput(
                $"The feature column '{features.Name}' is {vector}, a vector of unknown size; allowed is a known one, "
                + "by [VectorType(channels, height, width)] on the row class or by a SchemaDefinition.");
        }

        MapShape? told = vector.Dimensions switch
        {
            [var channels, var height, var width] => new MapShape(channels, height, width),
            [var height, var width] => new MapShape(1, height, width),
            _ => null,
        };
        var found = shape ?? told ?? throw Refusal.Of(
            nameof(shape),
            $"The feature column '{features.Name}' is {vector}, which does not tell channels, height and width; say them by the option "
            + "Shape.");

        // Three dimensions speak for themselves; fewer are a flattened form of what the caller says.
        var contradicts = vector.Dimensions.Length == 3 && found != told;
        return found.Size == vector.Size && !contradicts ? found : throw Contradiction(features, found);
    }

    private static MapShape ShapeOf(DataViewSchema.Column features, ImageDataViewType image, MapShape? shape)
    {
        const int channels = 3;
        if (image.Height > 0 && image.Width > 0)
        {
            var found = new MapShape(channels, image.Height, image.Width);
            return shape is null || shape == found ? found : throw Contradiction(features, shape.Value);
        }

        return shape switch
        {
            null => throw Refusal.OfInput(
                $"The feature column '{features.Name}' is an image of unknown size; Transforms.ResizeImages gives it one."),
            { Channels: channels } given => given,
            _ => throw Contradiction(features, shape.Value),
        };
    }

    private static ArgumentException Contradiction(DataViewSchema.Column features, MapShape shape) =>
        Refusal.Of(
            nameof(shape),
            $"The feature column '{features.Name}' is {features.Type}, which holds no image of {shape} (channels x height x width).");

    private static bool HoldsNumbers(DataViewType type) =>
        (type is VectorDataViewType vector ? vector.ItemType : type) is NumberDataViewType;
}
