using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>
/// The channels, as <c>[G, C / G]</c>, transposed: the groups of the next convolution read from all groups of the last one.
/// </summary>
/// <param name="Groups">Number of groups (G), a divisor of the channels.</param>
/// <remarks>Zhang et al., "ShuffleNet" (2018), arXiv:1707.01083, section 3.1.</remarks>
public sealed record ChannelShuffleLayer(int Groups) : Layer
{
    /// <summary>Number of groups (G), a divisor of the channels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Groups { get; init => field = Checked.Positive(value, nameof(Groups)); } = Checked.Positive(Groups, nameof(Groups));

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs)
    {
        var input = Single(inputs, "channel shuffle");
        return input.Channels % Groups == 0
            ? input
            : throw new ArgumentException($"{input.Channels} channels cannot be shuffled in {Groups} groups.", nameof(inputs));
    }
}
