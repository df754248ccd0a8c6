using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>
/// A search space that is the language of its token sequences: sampling, membership, mutation and neighbours follow from which token may
/// follow which.
/// </summary>
/// <typeparam name="TArchitecture">The kind of its members.</typeparam>
public abstract record SequenceSpace<TArchitecture> : ISequenceSpace, IMutationSpace, ICrossoverSpace, INeighbourSpace, ICountedSpace
    where TArchitecture : Architecture
{
    private const int Attempts = 1000;

    /// <inheritdoc />
    public abstract int VocabularySize { get; }

    /// <inheritdoc />
    public abstract int SequenceLength { get; }

    /// <inheritdoc />
    public abstract BigInteger Count { get; }

    /// <inheritdoc />
    public abstract ImmutableArray<int> Allowed(ReadOnlySpan<int> prefix);

    /// <inheritdoc />
    public abstract Architecture FromJson(string json);

    /// <inheritdoc cref="ISearchSpace.Sample" />
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is <see langword="null"/>.</exception>
    public TArchitecture Sample(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return ArchitectureOf(Completed([], random));
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException"><paramref name="architecture"/> is <see langword="null"/>.</exception>
    public bool Contains(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return architecture is TArchitecture own && TokensOf(own) is not null;
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException"><paramref name="architecture"/> is <see langword="null"/>.</exception>
    public ImmutableArray<int> Encode(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return (architecture is TArchitecture own ? TokensOf(own) : null)
            ?? throw new ArgumentException($"The architecture does not belong to the space {this}: {architecture}", nameof(architecture));
    }

    /// <inheritdoc cref="ISequenceSpace.Decode" />
    public TArchitecture Decode(ReadOnlySpan<int> tokens)
    {
        if (tokens.Length != SequenceLength)
        {
            throw new ArgumentException($"A sequence of this space has {SequenceLength} tokens; found {tokens.Length}.", nameof(tokens));
        }

        for (var position = 0; position < tokens.Length; position++)
        {
            var allowed = Allowed(tokens[..position]);
            if (!allowed.Contains(tokens[position]))
            {
                throw new ArgumentException(
                    $"Token {tokens[position]} may not stand at position {position}; allowed there are {string.Join(", ", allowed)}.",
                    nameof(tokens));
            }
        }

        return ArchitectureOf(tokens);
    }

    /// <inheritdoc />
    public virtual ImmutableArray<int> Permute(ImmutableArray<int> tokens, Random random) => tokens;

    /// <inheritdoc cref="IMutationSpace.Mutate" />
    /// <remarks>
    /// One token, drawn among those that have an alternative, becomes another; where that rules out later tokens, these are drawn anew.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public virtual TArchitecture Mutate(Architecture architecture, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var tokens = Encode(architecture);
        var before = ArchitectureOf(tokens.AsSpan());
        var positions = Enumerable.Range(0, tokens.Length).Where(position => Allowed(tokens.AsSpan()[..position]).Length > 1).ToArray();
        for (var attempt = 0; attempt < Attempts && positions.Length > 0; attempt++)
        {
            var position = positions[random.Next(positions.Length)];
            var others = Allowed(tokens.AsSpan()[..position]).Remove(tokens[position]);
            var mutant = ArchitectureOf(Completed([.. tokens[..position], others[random.Next(others.Length)]], random, tokens));
            if (!mutant.Equals(before))
            {
                return mutant;
            }
        }

        return before;
    }

    /// <inheritdoc cref="ICrossoverSpace.Cross" />
    /// <remarks>
    /// Uniform crossover: each token comes from either sequence; from the other where it is not allowed; where neither is, it is drawn.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public virtual TArchitecture Cross(Architecture first, Architecture second, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (one, other) = (Encode(first), Encode(second));
        var tokens = new int[SequenceLength];
        for (var position = 0; position < tokens.Length; position++)
        {
            var allowed = Allowed(tokens.AsSpan(0, position));
            var (wished, otherwise) = random.Next(2) == 0 ? (one[position], other[position]) : (other[position], one[position]);
            tokens[position] = allowed.Contains(wished) ? wished
                : allowed.Contains(otherwise) ? otherwise
                : allowed[random.Next(allowed.Length)];
        }

        return ArchitectureOf(tokens);
    }

    /// <inheritdoc />
    /// <remarks>All valid sequences that differ in one token.</remarks>
    public virtual IEnumerable<Architecture> Neighbours(Architecture architecture)
    {
        var tokens = Encode(architecture);
        var seen = new HashSet<Architecture> { ArchitectureOf(tokens.AsSpan()) };
        return Substitutions(tokens).Where(IsValid).Select(changed => (Architecture)ArchitectureOf(changed)).Where(seen.Add);
    }

    Architecture ISearchSpace.Sample(Random random) => Sample(random);

    Architecture ISequenceSpace.Decode(ReadOnlySpan<int> tokens) => Decode(tokens);

    Architecture IMutationSpace.Mutate(Architecture architecture, Random random) => Mutate(architecture, random);

    Architecture ICrossoverSpace.Cross(Architecture first, Architecture second, Random random) => Cross(first, second, random);

    /// <summary>The tokens of an architecture.</summary>
    /// <param name="architecture">An architecture of the space's kind.</param>
    /// <returns>
    /// A valid sequence, the same one for every order of edges that means the same; <see langword="null"/> where the architecture does not
    /// belong to the space.
    /// </returns>
    protected abstract ImmutableArray<int>? TokensOf(TArchitecture architecture);

    /// <summary>The architecture of a valid sequence.</summary>
    /// <param name="tokens">A valid sequence.</param>
    /// <returns>A member of the space.</returns>
    protected abstract TArchitecture ArchitectureOf(ReadOnlySpan<int> tokens);

    private static IEnumerable<int[]> Substitutions(ImmutableArray<int> tokens, Func<int[], int, ImmutableArray<int>> alternatives)
    {
        for (var position = 0; position < tokens.Length; position++)
        {
            foreach (var token in alternatives([.. tokens], position))
            {
                if (token != tokens[position])
                {
                    yield return [.. tokens.SetItem(position, token)];
                }
            }
        }
    }

    private IEnumerable<int[]> Substitutions(ImmutableArray<int> tokens) =>
        Substitutions(tokens, (all, position) => Allowed(all.AsSpan(0, position)));

    private bool IsValid(int[] tokens) =>
        Enumerable.Range(0, tokens.Length).All(position => Allowed(tokens.AsSpan(0, position)).Contains(tokens[position]));

    // What is not prescribed, or no longer allowed, is drawn.
    private int[] Completed(ReadOnlySpan<int> beginning, Random random, ImmutableArray<int> wished = default)
    {
        var tokens = new int[SequenceLength];
        beginning.CopyTo(tokens);
        for (var position = beginning.Length; position < tokens.Length; position++)
        {
            var allowed = Allowed(tokens.AsSpan(0, position));
            tokens[position] = !wished.IsDefault && allowed.Contains(wished[position])
                ? wished[position]
                : allowed[random.Next(allowed.Length)];
        }

        return tokens;
    }
}
