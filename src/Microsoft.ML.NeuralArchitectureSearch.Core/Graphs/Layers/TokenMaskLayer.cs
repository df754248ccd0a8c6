using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>1 where a text has a token, 0 behind its end; the first position of a text without any token counts as one.</summary>
public sealed record TokenMaskLayer : Layer
{
    /// <inheritdoc />
    public override ImageShape OutputOf(ImmutableArray<ImageShape> inputs) => Tokens(inputs, "token mask");
}
