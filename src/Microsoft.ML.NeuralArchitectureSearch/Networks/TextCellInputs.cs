using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>What a cell over texts reads, and where it stands.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Earlier">The node that gives the output of the cell before the previous one.</param>
/// <param name="Previous">The node that gives the previous cell's output.</param>
/// <param name="Mask">The node that gives the mask of the previous cell's output.</param>
/// <param name="OutputMask">The node that gives the mask of this cell's output.</param>
/// <param name="Place">Channels, and where the length halves.</param>
/// <param name="IsAffine">Whether batch normalizations learn a scale and a shift.</param>
internal sealed record TextCellInputs(GraphBuilder Graph, int Earlier, int Previous, int Mask, int OutputMask, CellPlacement Place, bool IsAffine)
{
    /// <summary>Adds the layers that bring both inputs to the cell's length and number of channels.</summary>
    /// <returns>The nodes of the two, a list to which those of the intermediate nodes may be added.</returns>
    public List<int> AddStates() =>
    [
        Graph.Within("preprocess0", () => Place.PreviousReduces
            ? TextReductionBlock.Add(new TextPlace(Graph, Earlier, Mask, Mask, Stride: 2, IsAffine), Place.Channels)
            : Projected(Earlier)),
        Graph.Within("preprocess1", () => Projected(Previous)),
    ];

    /// <summary>Where an operation stands that reads a state.</summary>
    /// <param name="map">The node that gives the state.</param>
    /// <param name="source">Index of the state: only the two inputs are longer than a reduction cell's output.</param>
    public TextPlace At(int map, int source)
    {
        var isLong = Place.Reduces && source < CellGenotype.InputCount;
        return new TextPlace(Graph, map, isLong ? Mask : OutputMask, OutputMask, isLong ? 2 : 1, IsAffine);
    }

    private int Projected(int map) => new TextPlace(Graph, map, Mask, Mask, Stride: 1, IsAffine).AddProjection(Place.Channels, isPreactivated: true);
}
