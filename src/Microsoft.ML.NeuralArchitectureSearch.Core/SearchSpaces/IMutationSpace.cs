using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>A space whose members can be changed a little at random: what evolution needs.</summary>
public interface IMutationSpace : ISearchSpace
{
    /// <summary>Changes one choice of an architecture.</summary>
    /// <param name="architecture">A member of the space; it stays as it is.</param>
    /// <param name="random">The source of every draw.</param>
    /// <returns>Another member of the space; the same one only where the space has no other.</returns>
    /// <exception cref="ArgumentException">The architecture does not belong to the space.</exception>
    Architecture Mutate(Architecture architecture, Random random);
}
