using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>
/// The network of an architecture at its full size, as data: from it the network is built to be trained, and built again to be loaded.
/// </summary>
internal sealed record FinalNetwork
{
    /// <summary>A network of cells.</summary>
    /// <param name="genotype">The cells.</param>
    /// <param name="cells">Size of the network, all sizes set.</param>
    public FinalNetwork(Genotype genotype, CellNetworkOptions cells) => (Architecture, Cells) = (genotype, cells);

    /// <summary>A network that a search space described layer by layer.</summary>
    /// <param name="architecture">What the network is built of.</param>
    /// <param name="graph">Its layers.</param>
    public FinalNetwork(Architecture architecture, NetworkGraph graph) => (Architecture, Graph) = (architecture, graph);

    /// <summary>What the network is built of.</summary>
    public Architecture Architecture { get; }

    /// <summary>Size of a network of cells; <see langword="null"/> for any other.</summary>
    public CellNetworkOptions? Cells { get; }

    /// <summary>
    /// The layers of a network that is described by them; <see langword="null"/> for one of cells, which its size describes.
    /// </summary>
    public NetworkGraph? Graph { get; }

    /// <summary>Refuses weights that cannot be those of the network, in time and memory that the size of the file bounds.</summary>
    /// <param name="weights">The weights, looked through.</param>
    /// <param name="shape">Size of the images.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <exception cref="FormatException">There are too few weights.</exception>
    /// <exception cref="ArgumentException">The network cannot be built.</exception>
    public void Check(SavedWeights weights, MapShape shape, int classCount)
    {
        if (Cells is { } size)
        {
            CheckCells(weights, size, shape);
        }

        weights.CheckHold(Describe(shape, classCount).ValueCount);
    }

    /// <summary>The layers of the network.</summary>
    /// <param name="shape">Size of the images.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    public NetworkGraph Describe(MapShape shape, int classCount) =>
        Graph ?? CellNetworkGraph.Describe((Genotype)Architecture, Cells!, shape, classCount);

    /// <summary>Builds the network, its weights drawn from torch's generator.</summary>
    /// <param name="shape">Size of the images.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    public GraphNetwork Build(MapShape shape, int classCount) =>
        Graph is not null ? new GraphNetwork(Graph) : GraphNetwork.OfCells((Genotype)Architecture, Cells!, shape, classCount);

    // Each cell has tensors of its own, and the stem has a value for each channel: both bound what is described.
    private void CheckCells(SavedWeights weights, CellNetworkOptions size, MapShape shape)
    {
        CellNetworkGraph.Check((Genotype)Architecture, size, shape);
        weights.CheckHold(size.Channels!.Value);
        if (size.Cells > weights.Count)
        {
            throw new FormatException($"The model file is damaged: it describes {size.Cells} cells and holds {weights.Count} tensors.");
        }
    }
}
