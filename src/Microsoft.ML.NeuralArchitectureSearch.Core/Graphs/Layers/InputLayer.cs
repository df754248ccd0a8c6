using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>The images that a network reads.</summary>
/// <param name="Shape">Size of an image.</param>
public sealed record InputLayer(ImageShape Shape) : Layer
{
    /// <inheritdoc />
    public override ImageShape OutputOf(ImmutableArray<ImageShape> inputs) => Shape;
}
