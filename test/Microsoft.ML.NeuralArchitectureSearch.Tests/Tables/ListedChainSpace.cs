using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>Some chains of a space that is too large to list: a change leads to a chain of the list that is near to what it would give.</summary>
/// <remarks>Each chain is a point, every coordinate of which has the deviation 1 over the list; near is the Euclidean distance.</remarks>
public sealed class ListedChainSpace : ListedSpace, IMutationSpace, ICrossoverSpace
{
    private const int Neighbours = 10;

    private readonly ImmutableArray<TokenChain> _chains;
    private readonly Func<ImmutableArray<int>, ImmutableArray<double>> _describe;
    private readonly double[] _deviations;
    private readonly double[][] _points;

    /// <param name="chains">All of them.</param>
    /// <param name="describe">What chains that are near to each other have in common, as numbers.</param>
    public ListedChainSpace(ImmutableArray<TokenChain> chains, Func<ImmutableArray<int>, ImmutableArray<double>> describe)
        : base([.. chains])
    {
        (_chains, _describe) = (chains, describe);
        var described = chains.Select(chain => describe(chain.Tokens)).ToArray();
        _deviations = [.. Enumerable.Range(0, described[0].Length).Select(coordinate => Deviation([.. described.Select(values => values[coordinate])]))];
        _points = [.. chains.Select(chain => PointOf(chain.Tokens))];
    }

    /// <summary>One of the ten nearest.</summary>
    public Architecture Mutate(Architecture architecture, Random random) =>
        Nearest(PointOf(TokensOf(architecture)), architecture).ElementAt(random.Next(Neighbours));

    /// <summary>The nearest to the chain that takes each layer from one of the two, other than these.</summary>
    public Architecture Cross(Architecture first, Architecture second, Random random)
    {
        ImmutableArray<int> tokens = [.. TokensOf(first).Zip(TokensOf(second), (one, other) => random.Next(2) == 0 ? one : other)];
        return Nearest(PointOf(tokens), first, second).First();
    }

    private IEnumerable<TokenChain> Nearest(double[] point, params Architecture[] excluded) => _chains
        .Zip(_points, (chain, other) => (Chain: chain, Distance: Distance(point, other)))
        .Where(pair => !excluded.Contains(pair.Chain))
        .OrderBy(pair => pair.Distance)
        .Select(pair => pair.Chain);

    private double[] PointOf(ImmutableArray<int> tokens) => [.. _describe(tokens).Zip(_deviations, (value, deviation) => value / deviation)];

    private ImmutableArray<int> TokensOf(Architecture architecture) => Contains(architecture)
        ? ((TokenChain)architecture).Tokens
        : throw new ArgumentException($"The table does not hold {architecture}.", nameof(architecture));

    private static double Distance(double[] one, double[] other)
    {
        var distance = 0.0;
        for (var coordinate = 0; coordinate < one.Length; coordinate++)
        {
            distance += (one[coordinate] - other[coordinate]) * (one[coordinate] - other[coordinate]);
        }

        return distance;
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
