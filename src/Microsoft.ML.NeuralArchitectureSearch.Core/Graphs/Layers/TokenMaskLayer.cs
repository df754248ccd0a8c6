using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>1 where a text has a token, 0 behind its end; the first position of a text without any token counts as one.</summary>
public sealed record TokenMaskLayer : Layer
{
    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => Tokens(inputs, "token mask");
}
