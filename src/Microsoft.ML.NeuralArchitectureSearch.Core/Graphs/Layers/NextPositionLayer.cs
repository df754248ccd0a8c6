using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>At each position what stands at the next one, zero at the last: what the second half of a factorized reduction of texts reads.</summary>
public sealed record NextPositionLayer : Layer
{
    /// <inheritdoc />
    public override ImageShape OutputOf(ImmutableArray<ImageShape> inputs) => Single(inputs, "shift by a position");
}
