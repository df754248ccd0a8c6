using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>
/// Some chains of a space that is too large to list: a change leads to the chain of the list that has the most layers in common with what
/// it would give,
/// the earliest of equals.
/// </summary>
/// <param name="chains">All of them, at least three, of one length.</param>
public sealed class ListedChainSpace(ImmutableArray<TokenChain> chains) :
    ListedSpace([.. chains]),
    ISequenceSpace,
    IMutationSpace,
    ICrossoverSpace
{
    public int VocabularySize { get; } = chains.Max(chain => chain.Tokens.Max()) + 1;

    public int SequenceLength => chains[0].Tokens.Length;

    public ImmutableArray<int> Encode(Architecture architecture) => Contains(architecture)
        ? ((TokenChain)architecture).Tokens
        : throw new ArgumentException($"The table does not hold {architecture}.", nameof(architecture));

    public Architecture Decode(ReadOnlySpan<int> tokens)
    {
        var chain = new TokenChain([.. tokens]);
        return Contains(chain) ? chain : throw new ArgumentException($"The table does not hold {chain}.", nameof(tokens));
    }

    public ImmutableArray<int> Allowed(ReadOnlySpan<int> prefix)
    {
        var following = new SortedSet<int>();
        foreach (var chain in chains)
        {
            if (chain.Tokens.AsSpan().StartsWith(prefix))
            {
                following.Add(chain.Tokens[prefix.Length]);
            }
        }

        return [.. following];
    }

    public ImmutableArray<int> Permute(ImmutableArray<int> tokens, Random random) => tokens;

    /// <summary>The nearest to the chain one layer of which is of another kind.</summary>
    public Architecture Mutate(Architecture architecture, Random random)
    {
        var tokens = Encode(architecture);
        var layer = random.Next(tokens.Length);
        return Nearest(tokens.SetItem(layer, (tokens[layer] + random.Next(1, VocabularySize)) % VocabularySize), architecture);
    }

    /// <summary>The nearest to the chain that takes each layer from one of the two, other than these.</summary>
    public Architecture Cross(Architecture first, Architecture second, Random random) =>
        Nearest([.. Encode(first).Zip(Encode(second), (one, other) => random.Next(2) == 0 ? one : other)], first, second);

    private TokenChain Nearest(ImmutableArray<int> tokens, params ReadOnlySpan<Architecture> excluded)
    {
        var (nearest, most) = (default(TokenChain), -1);
        foreach (var chain in chains)
        {
            var common = Common(chain.Tokens.AsSpan(), tokens.AsSpan());
            if (common > most && !excluded.Contains(chain))
            {
                (nearest, most) = (chain, common);
            }
        }

        return nearest!;
    }

    private static int Common(ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        var common = 0;
        for (var layer = 0; layer < one.Length; layer++)
        {
            common += one[layer] == other[layer] ? 1 : 0;
        }

        return common;
    }
}
