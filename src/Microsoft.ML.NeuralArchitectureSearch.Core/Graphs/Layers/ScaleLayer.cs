using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>Every value times a constant.</summary>
/// <param name="Factor">The constant.</param>
public sealed record ScaleLayer(double Factor) : Layer
{
    /// <inheritdoc />
    public override ImageShape OutputOf(ImmutableArray<ImageShape> inputs) => Single(inputs, "scale");
}
