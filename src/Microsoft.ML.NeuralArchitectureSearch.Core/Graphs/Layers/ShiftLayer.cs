using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>The feature map without its first row and column: what the second half of a factorized reduction reads.</summary>
public sealed record ShiftLayer : Layer
{
    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs)
    {
        var input = Single(inputs, "shift");
        return input is { Height: > 1, Width: > 1 }
            ? new(input.Channels, input.Height - 1, input.Width - 1)
            : throw new ArgumentException($"A feature map of {input} has no second row and column.", nameof(inputs));
    }
}
