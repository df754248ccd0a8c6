using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs;

/// <summary>One layer at its place in a network.</summary>
/// <param name="Key">
/// Name of the place, unique in the network, such as <c>cells.0.edge.2.sep_conv_3x3.depthwise</c>. Layers of equal sizes at equal places of
/// two
/// networks have equal keys: that is what they share weights by.
/// </param>
/// <param name="Layer">What is computed there.</param>
/// <param name="Inputs">Indices of the nodes that it reads, all before it.</param>
/// <param name="Output">Size of the feature map that it gives, for one image.</param>
public sealed record GraphNode(string Key, Layer Layer, ImmutableArray<int> Inputs, MapShape Output)
{
    /// <inheritdoc />
    public bool Equals(GraphNode? other) =>
        other is not null && Key == other.Key && Layer == other.Layer && Output == other.Output && Inputs.SequenceEqual(other.Inputs);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Key, Layer, Output);
}
