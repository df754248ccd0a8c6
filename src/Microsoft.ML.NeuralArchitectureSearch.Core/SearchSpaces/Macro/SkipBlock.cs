using Microsoft.ML.NeuralArchitectureSearch.Graphs;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces.Macro;

/// <summary>No layer: the network is one layer shorter. It cannot stand where channels or size change.</summary>
/// <remarks>Cai et al., "ProxylessNAS" (2019), arXiv:1812.00332, section 4.2.</remarks>
internal sealed record SkipBlock : MacroBlock
{
    /// <inheritdoc />
    public override string Name => "skip";

    /// <inheritdoc />
    public override bool CanChangeSize => false;

    /// <inheritdoc />
    /// <exception cref="ArgumentException">Channels or size are to change.</exception>
    public override int AddTo(GraphBuilder graph, int input, int channels, int stride)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return stride == 1 && graph.ShapeOf(input).Channels == channels
            ? input
            : throw new ArgumentException(
                $"A skip cannot change {graph.ShapeOf(input)} to {channels} channels at stride {stride}.", nameof(channels));
    }
}
