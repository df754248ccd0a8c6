using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

/// <summary>What a cell over texts reads, and where it stands.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Words">The node that gives the vectors of the words.</param>
/// <param name="Earlier">The node that gives the output of the cell before the previous one.</param>
/// <param name="Previous">The node that gives the previous cell's output.</param>
/// <param name="Mask">The node that gives the mask of the previous cell's output.</param>
/// <param name="OutputMask">The node that gives the mask of this cell's output.</param>
/// <param name="Place">Channels, and where the length halves.</param>
/// <param name="Normalization">What stands behind operations.</param>
internal sealed record TextCellInputs(
    GraphBuilder Graph, int Words, int Earlier, int Previous, int Mask, int OutputMask, CellPlacement Place,
    TextNormalization Normalization)
{
    /// <summary>Adds the layers that bring both inputs to the cell's length and number of channels.</summary>
    /// <returns>The nodes of the two, a list to which those of the intermediate nodes may be added.</returns>
    public List<int> AddStates() =>
    [
        Graph.Within("preprocess0", () => Place.PreviousReduces
            ? TextReductionBlock.Add(new TextPlace(Graph, Earlier, Mask, Mask, Stride: 2, Normalization), Place.Channels)
            : Projected(Earlier)),
        Graph.Within("preprocess1", () => Projected(Previous)),
    ];

    /// <summary>Where an operation stands that reads a state.</summary>
    /// <param name="map">The node that gives the state.</param>
    /// <param name="source">Index of the state: only the two inputs are longer than a reduction cell's output.</param>
    public TextPlace At(int map, int source)
    {
        var isLong = Place.Reduces && source < CellGenotype.InputCount;
        return new TextPlace(Graph, map, isLong ? Mask : OutputMask, OutputMask, isLong ? 2 : 1, Normalization);
    }

    // Without normalization, what has as many channels as the cell is read as it is.
    private int Projected(int map) => Normalization == TextNormalization.None && Graph.ShapeOf(map).Channels == Place.Channels
        ? map
        : new TextPlace(Graph, map, Mask, Mask, Stride: 1, Normalization).AddProjection(Place.Channels, isPreactivated: map != Words);
}
