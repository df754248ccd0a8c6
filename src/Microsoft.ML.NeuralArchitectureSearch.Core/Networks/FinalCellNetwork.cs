using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>A network of cells.</summary>
/// <param name="Genotype">The cells.</param>
/// <param name="Size">Size of the network, all sizes set.</param>
internal sealed record FinalCellNetwork(Genotype Genotype, CellNetworkOptions Size) : FinalNetwork
{
    public override Architecture Architecture => Genotype;

    // Each cell has tensors of its own, and the stem has a value for each channel: both bound what is described.
    public override void Check(SavedWeights weights, MapShape shape, int classCount)
    {
        CellNetworkChecks.Check(Genotype, Size, shape);
        weights.CheckHold(Size.Channels!.Value);
        if (Size.Cells > weights.Count)
        {
            throw new FormatException($"The model file is damaged: it describes {Size.Cells} cells and holds {weights.Count} tensors.");
        }

        weights.CheckHold(CellNetworkGraph.Describe(Genotype, Size, shape, classCount).ValueCount);
    }

    public override ClassifierNetwork Build(MapShape shape, int classCount) => new CellNetwork(Genotype, Size, shape, classCount);
}
