using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>
/// The feature map, zero where its second input, a mask, is zero: what stands behind the end of a text is as if it were not there.
/// </summary>
public sealed record MaskLayer : Layer
{
    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => Masked(inputs, "mask");
}
