namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks.ZeroCost;

/// <summary>How well one order agrees with another.</summary>
internal static class RankCorrelation
{
    /// <summary>Spearman's ρ: the correlation of the ranks, equal values sharing the mean of theirs.</summary>
    public static double Spearman(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var (x, y) = (Ranks(one), Ranks(other));
        var mean = (one.Count + 1) / 2.0;
        return x.Zip(y, (a, b) => (a - mean) * (b - mean)).Sum()
            / Math.Sqrt(x.Sum(a => (a - mean) * (a - mean)) * y.Sum(b => (b - mean) * (b - mean)));
    }

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        var ranks = new double[values.Count];
        var order = Enumerable.Range(0, values.Count).OrderBy(index => values[index]).ToArray();
        for (int first = 0, next; first < order.Length; first = next)
        {
            for (next = first + 1; next < order.Length && values[order[next]].Equals(values[order[first]]); next++)
            {
            }

            for (var place = first; place < next; place++)
            {
                ranks[order[place]] = (first + 1 + next) / 2.0;
            }
        }

        return ranks;
    }
}
