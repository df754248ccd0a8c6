using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>The set of architectures that a search may choose from.</summary>
/// <remarks>What else a space can do, it says by further interfaces: <see cref="IMutationSpace"/>, <see cref="ICrossoverSpace"/>,
/// <see cref="INeighbourSpace"/>,
/// <see cref="ISequenceSpace"/>, <see cref="ICountedSpace"/>, <see cref="INetworkSpace"/>, <see cref="IProgressiveSpace"/>.</remarks>
public interface ISearchSpace
{
    /// <summary>Draws an architecture, each choice uniformly from what the space allows there.</summary>
    /// <param name="random">The source of every draw.</param>
    /// <returns>A member of the space.</returns>
    Architecture Sample(Random random);

    /// <summary>Whether an architecture belongs to the space.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <returns><see langword="true"/> when it is of the space's kind and every choice in it is one that the space allows.</returns>
    bool Contains(Architecture architecture);

    /// <summary>Reads an architecture of the space's kind from the JSON that <see cref="Architecture.ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The architecture; whether it belongs to the space, <see cref="Contains"/> tells.</returns>
    /// <exception cref="FormatException">The text is not the JSON of such an architecture.</exception>
    Architecture FromJson(string json);
}
