namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

/// <summary>Where the layers of an operation over texts are to stand.</summary>
/// <param name="Graph">The network that they are added to.</param>
/// <param name="Map">
/// The node that gives the feature map <c>[C, 1, L]</c> that the operation reads; zero behind the end of each text.
/// </param>
/// <param name="Mask">The node that gives the mask of that feature map.</param>
/// <param name="OutputMask">The node that gives the mask of what the operation gives; the same node at stride 1.</param>
/// <param name="Stride">1 where the length stays, 2 where it halves.</param>
/// <param name="Normalization">What stands behind the operation.</param>
public readonly record struct TextPlace(GraphBuilder Graph, int Map, int Mask, int OutputMask, int Stride, TextNormalization Normalization)
{
    /// <summary>Channels of the feature map that is read.</summary>
    public int Channels => Graph.ShapeOf(Map).Channels;
}
