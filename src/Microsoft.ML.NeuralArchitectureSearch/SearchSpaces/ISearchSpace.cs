using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>The set of architectures that a search may choose from.</summary>
public interface ISearchSpace
{
    /// <summary>Draws an architecture uniformly from the choices of the space.</summary>
    /// <param name="random">The source of every draw.</param>
    /// <returns>A member of the space.</returns>
    Genotype Sample(Random random);

    /// <summary>Whether an architecture belongs to the space.</summary>
    /// <param name="genotype">The architecture.</param>
    /// <returns><see langword="true"/> when every node, edge and operation is one that the space allows.</returns>
    bool Contains(Genotype genotype);
}
