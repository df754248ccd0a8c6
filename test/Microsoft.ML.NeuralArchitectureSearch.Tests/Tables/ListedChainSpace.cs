using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>Some chains of a space that is too large to list: a change leads to a chain of the list that is near to what it would give.</summary>
/// <param name="chains">All of them.</param>
/// <param name="kinds">Each kind of layer as a point: the chains' distance is that of their layers, summed.</param>
public sealed class ListedChainSpace(ImmutableArray<TokenChain> chains, ImmutableArray<(double Work, double Kernel)> kinds)
    : ListedSpace([.. chains]), IMutationSpace, ICrossoverSpace
{
    private const int Neighbours = 10;

    /// <summary>One of the ten nearest.</summary>
    public Architecture Mutate(Architecture architecture, Random random) =>
        Others(architecture).OrderBy(Distances(TokensOf(architecture))).ElementAt(random.Next(Neighbours));

    /// <summary>The nearest to the chain that takes each layer from one of the two, other than these.</summary>
    public Architecture Cross(Architecture first, Architecture second, Random random)
    {
        ImmutableArray<int> tokens = [.. TokensOf(first).Zip(TokensOf(second), (one, other) => random.Next(2) == 0 ? one : other)];
        return Others(first, second).MinBy(Distances(tokens))!;
    }

    private IEnumerable<TokenChain> Others(params Architecture[] excluded) => chains.Where(chain => !excluded.Contains(chain));

    private Func<TokenChain, double> Distances(ImmutableArray<int> tokens) => chain =>
    {
        var distance = 0.0;
        for (var position = 0; position < tokens.Length; position++)
        {
            var (one, other) = (kinds[tokens[position]], kinds[chain.Tokens[position]]);
            distance += Math.Abs(one.Work - other.Work) + Math.Abs(one.Kernel - other.Kernel);
        }

        return distance;
    };

    private ImmutableArray<int> TokensOf(Architecture architecture) => Contains(architecture)
        ? ((TokenChain)architecture).Tokens
        : throw new ArgumentException($"The table does not hold {architecture}.", nameof(architecture));
}
