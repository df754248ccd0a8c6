using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>A space in which two members have children: what genetic algorithms need.</summary>
public interface ICrossoverSpace : ISearchSpace
{
    /// <summary>Takes each choice from one of two architectures at random, as far as the space allows.</summary>
    /// <param name="first">A member of the space; it stays as it is.</param>
    /// <param name="second">A member of the space; it stays as it is.</param>
    /// <param name="random">The source of every draw.</param>
    /// <returns>A member of the space; it may be equal to one of the two.</returns>
    /// <exception cref="ArgumentException">An architecture does not belong to the space.</exception>
    Architecture Cross(Architecture first, Architecture second, Random random);
}
