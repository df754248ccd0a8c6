using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>The sum of feature maps of one size.</summary>
public sealed record AdditionLayer : Layer
{
    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) =>
        inputs.Length > 0 && inputs.All(input => input == inputs[0])
            ? inputs[0]
            : throw new ArgumentException(
                $"Only feature maps of one size can be added; found {string.Join(", ", inputs)}.",
                nameof(inputs));
}
