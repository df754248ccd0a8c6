using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>A space that knows which members differ in one choice only: what local search needs.</summary>
public interface INeighbourSpace : ISearchSpace
{
    /// <summary>All architectures that differ in one choice.</summary>
    /// <param name="architecture">A member of the space.</param>
    /// <returns>Distinct members of the space, in an order that depends on the architecture alone; not the architecture itself.</returns>
    /// <exception cref="ArgumentException">The architecture does not belong to the space.</exception>
    IEnumerable<Architecture> Neighbours(Architecture architecture);
}
