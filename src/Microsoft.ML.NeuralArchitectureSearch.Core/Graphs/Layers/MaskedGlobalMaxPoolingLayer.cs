using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>The largest value of each channel over the positions where its second input, a mask, is 1.</summary>
public sealed record MaskedGlobalMaxPoolingLayer : Layer
{
    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => new(Masked(inputs, "masked pooling").Channels, 1, 1);
}
