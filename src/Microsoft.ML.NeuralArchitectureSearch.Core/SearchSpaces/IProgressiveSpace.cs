using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>A space whose architectures can be grown from small to large: what progressive search needs.</summary>
/// <remarks>
/// Liu et al., "Progressive Neural Architecture Search" (2018), arXiv:1712.00559, section 3. An architecture of a level is a member of the
/// space in
/// which only the choices of the levels up to this one were made; the others are those of <see cref="Smallest"/>. So one evaluator knows
/// the architectures
/// of all levels, and one encoding fits them.
/// </remarks>
public interface IProgressiveSpace : ISequenceSpace
{
    /// <summary>Number of levels, at least 1; the architectures of the last one are all members of the space.</summary>
    int Levels { get; }

    /// <summary>The architecture in which no choice was made: what is not grown yet does as little as the space allows.</summary>
    Architecture Smallest { get; }

    /// <summary>Grows an architecture of the level before.</summary>
    /// <param name="architecture">A member of the space.</param>
    /// <param name="level">The level to grow it to, from 1.</param>
    /// <returns>
    /// The architectures with every possible choice on this level, and the given one's on all others; distinct, in an order that depends on
    /// the
    /// arguments alone.
    /// </returns>
    /// <exception cref="ArgumentException">The architecture does not belong to the space.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    IEnumerable<Architecture> Grow(Architecture architecture, int level);
}
