using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>Feature maps of one height and width, their channels side by side.</summary>
public sealed record ConcatenationLayer : Layer
{
    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) =>
        inputs.Length > 0 && inputs.All(input => input.Height == inputs[0].Height && input.Width == inputs[0].Width)
            ? inputs[0] with { Channels = inputs.Sum(input => input.Channels) }
            : throw new ArgumentException(
                $"Only feature maps of one height and width can be joined; found {string.Join(", ", inputs)}.",
                nameof(inputs));
}
