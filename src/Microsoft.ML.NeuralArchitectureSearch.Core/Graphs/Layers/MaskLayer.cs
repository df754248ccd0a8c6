using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>The feature map, zero where its second input, a mask, is zero: what stands behind the end of a text is as if it were not there.</summary>
public sealed record MaskLayer : Layer
{
    /// <inheritdoc />
    public override ImageShape OutputOf(ImmutableArray<ImageShape> inputs) => Masked(inputs, "mask");
}
