using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>A network of cells.</summary>
/// <param name="Genotype">The cells.</param>
/// <param name="Size">Size of the network, all sizes set.</param>
internal sealed record FinalCellNetwork(Genotype Genotype, CellNetworkOptions Size) : FinalNetwork
{
    public override Architecture Architecture => Genotype;

    public override ClassifierNetwork Build(ImageShape shape, int classCount) => new CellNetwork(Genotype, Size, shape, classCount);
}
