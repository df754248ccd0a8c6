using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>The mean of each channel over all its pixels.</summary>
public sealed record GlobalAveragePoolingLayer : Layer
{
    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => new(Single(inputs, "global pooling").Channels, 1, 1);
}
