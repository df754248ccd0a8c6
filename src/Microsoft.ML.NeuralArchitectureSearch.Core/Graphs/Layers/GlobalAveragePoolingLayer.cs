using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>The mean of each channel over all its pixels.</summary>
public sealed record GlobalAveragePoolingLayer : Layer
{
    /// <inheritdoc />
    public override ImageShape OutputOf(ImmutableArray<ImageShape> inputs) => new(Single(inputs, "global pooling").Channels, 1, 1);
}
