namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>How far two scores agree on which of two candidates is the better one.</summary>
public static class KendallTau
{
    /// <summary>Kendall's τ-b.</summary>
    /// <param name="first">A score of each candidate.</param>
    /// <param name="second">The other score of each candidate, in the same order.</param>
    /// <returns>
    /// 1 where all pairs of candidates are in the same order, -1 where all are in the opposite one; <see langword="null"/> where there is
    /// no pair, or one of
    /// the scores tells none apart.
    /// </returns>
    /// <remarks>
    /// Kendall, "The Treatment of Ties in Ranking Problems" (1945): pairs that one score does not tell apart count half in the denominator.
    /// </remarks>
    /// <exception cref="ArgumentNullException">There are no scores.</exception>
    /// <exception cref="ArgumentException">There are more scores of one kind than of the other.</exception>
    public static double? Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
        {
            throw new ArgumentException(
                $"Each candidate has two scores; found {first.Count} of the first and {second.Count} of the second.",
                nameof(second));
        }

        var (agreement, pairsOfFirst, pairsOfSecond) = (0L, 0L, 0L);
        for (var one = 0; one < first.Count; one++)
        {
            for (var other = 0; other < one; other++)
            {
                var (a, b) = (first[one].CompareTo(first[other]), second[one].CompareTo(second[other]));
                agreement += Math.Sign(a) * Math.Sign(b);
                pairsOfFirst += Math.Abs(Math.Sign(a));
                pairsOfSecond += Math.Abs(Math.Sign(b));
            }
        }

        return pairsOfFirst > 0 && pairsOfSecond > 0 ? agreement / Math.Sqrt((double)pairsOfFirst * pairsOfSecond) : null;
    }
}
