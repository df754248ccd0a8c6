using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces.Macro;

/// <summary>No layer where nothing changes size; a 1x1 convolution with its normalization where channels or size change.</summary>
/// <remarks>
/// As in NAS-Bench-Macro (Su et al., 2021, arXiv:2103.11922); in FBNet (Wu et al., 2019, arXiv:1812.03443) a ReLU follows.
/// </remarks>
internal sealed record IdentityBlock : MacroBlock
{
    /// <inheritdoc />
    public override string Name => "identity";

    /// <summary>Whether a ReLU stands behind the convolution. Default <see langword="false"/>.</summary>
    public bool IsActivated { get; init; }

    /// <inheritdoc />
    public override int AddTo(GraphBuilder graph, int input, int channels, int stride)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var read = graph.ShapeOf(input).Channels;
        if (stride == 1 && read == channels)
        {
            return input;
        }

        var projected = graph.AddNormalized("project", input, new ConvolutionLayer(read, channels, 1) { Stride = stride });
        return IsActivated ? graph.Add("project.relu", new ReluLayer(), projected) : projected;
    }
}
