using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>The largest value of each channel over the positions where its second input, a mask, is 1.</summary>
public sealed record MaskedGlobalMaxPoolingLayer : Layer
{
    /// <inheritdoc />
    public override ImageShape OutputOf(ImmutableArray<ImageShape> inputs) => new(Masked(inputs, "masked pooling").Channels, 1, 1);
}
