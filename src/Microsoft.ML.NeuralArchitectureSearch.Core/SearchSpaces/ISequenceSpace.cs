using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>
/// A space whose members can be written as sequences of tokens, all of one length: what recurrent controllers, NAO and predictors need.
/// </summary>
/// <remarks>
/// As in Zoph and Le (2017), arXiv:1611.01578, and Luo et al., "Neural Architecture Optimization" (2018), arXiv:1808.07233, section 3.1.
/// A sequence is valid when each of its tokens is allowed after those before it; then it describes a member of the space.
/// </remarks>
public interface ISequenceSpace : ISearchSpace
{
    /// <summary>Number of different tokens: they are 0 to this number less one.</summary>
    int VocabularySize { get; }

    /// <summary>Number of tokens of every sequence.</summary>
    int SequenceLength { get; }

    /// <summary>Writes an architecture as tokens.</summary>
    /// <param name="architecture">A member of the space.</param>
    /// <returns>
    /// The tokens, always in the same order for the same network description, whatever the order that it lists its edges in.
    /// </returns>
    /// <exception cref="ArgumentException">The architecture does not belong to the space.</exception>
    ImmutableArray<int> Encode(Architecture architecture);

    /// <summary>Reads an architecture from tokens.</summary>
    /// <param name="tokens">A valid sequence.</param>
    /// <returns>A member of the space.</returns>
    /// <exception cref="ArgumentException">The sequence has another length, or a token is not allowed where it stands.</exception>
    Architecture Decode(ReadOnlySpan<int> tokens);

    /// <summary>The tokens that may follow.</summary>
    /// <param name="prefix">The beginning of a valid sequence, shorter than <see cref="SequenceLength"/>.</param>
    /// <returns>Distinct tokens in rising order, at least one.</returns>
    ImmutableArray<int> Allowed(ReadOnlySpan<int> prefix);

    /// <summary>Another sequence of the same architecture, such as one that lists the two inputs of a node the other way round.</summary>
    /// <param name="tokens">A valid sequence.</param>
    /// <param name="random">The source of every draw.</param>
    /// <returns>
    /// A valid sequence that <see cref="Decode"/> reads as the same architecture; the same sequence where there is no other.
    /// </returns>
    ImmutableArray<int> Permute(ImmutableArray<int> tokens, Random random);
}
