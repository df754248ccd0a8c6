using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>
/// Each channel of a feature map times the number of that channel in a second one, <c>[C, 1, 1]</c>: the end of a squeeze-and-excitation
/// block.
/// </summary>
/// <remarks>
/// Hu et al., "Squeeze-and-Excitation Networks" (2018), arXiv:1709.01507, section 3: global average pooling, two 1x1 convolutions with a
/// ReLU between them and a
/// sigmoid behind them give the second one.
/// </remarks>
public sealed record ChannelProductLayer : Layer
{
    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) =>
        inputs is [var map, { Height: 1, Width: 1 } factors] && factors.Channels == map.Channels
            ? map
            : throw new ArgumentException(
                $"A product of channels reads a feature map CxHxW and its factors Cx1x1; found {string.Join(", ", inputs)}.",
                nameof(inputs));
}
