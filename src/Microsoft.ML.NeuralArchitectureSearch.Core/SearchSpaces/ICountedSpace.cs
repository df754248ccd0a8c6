using System.Numerics;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>A space that knows how many architectures it holds.</summary>
public interface ICountedSpace : ISearchSpace
{
    /// <summary>
    /// Number of distinct members: of distinct descriptions, though some of them may describe networks that compute the same.
    /// </summary>
    BigInteger Count { get; }
}
