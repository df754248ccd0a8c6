using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>
/// At each position what stands at the next one, zero at the last: what the second half of a factorized reduction of texts reads.
/// </summary>
public sealed record NextPositionLayer : Layer
{
    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => Single(inputs, "shift by a position");
}
