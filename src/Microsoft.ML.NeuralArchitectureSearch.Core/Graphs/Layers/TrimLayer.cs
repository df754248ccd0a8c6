using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>The numbers of a mini-batch's texts without the columns that are padding in all of them.</summary>
/// <remarks>It saves time and changes nothing: no other layer of a text network lets padding take part in what it computes.</remarks>
public sealed record TrimLayer : Layer
{
    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => Tokens(inputs, "trim layer");
}
