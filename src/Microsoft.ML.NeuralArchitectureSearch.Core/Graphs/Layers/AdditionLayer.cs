using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>The sum of feature maps of one size.</summary>
public sealed record AdditionLayer : Layer
{
    /// <inheritdoc />
    public override ImageShape OutputOf(ImmutableArray<ImageShape> inputs) =>
        inputs.Length > 0 && inputs.All(input => input == inputs[0])
            ? inputs[0]
            : throw new ArgumentException($"Only feature maps of one size can be added; found {string.Join(", ", inputs)}.", nameof(inputs));
}
