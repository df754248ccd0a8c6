using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>The images that a network reads.</summary>
/// <param name="Shape">Size of an image.</param>
public sealed record InputLayer(MapShape Shape) : Layer
{
    /// <summary>Size of an image.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is zero or negative, or the image has too many values.</exception>
    public MapShape Shape { get; init => field = Checked.Shape(value, nameof(Shape)); } = Checked.Shape(Shape, nameof(Shape));

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => Shape;
}
