using Microsoft.ML.NeuralArchitectureSearch.Evaluation;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

/// <summary>Scores as ranks: what a surrogate learns.</summary>
/// <remarks>
/// A few architectures that hardly learn lie so far below the others that raw scores would leave no difference between the good ones.
/// Candidates that
/// failed share the lowest rank.
/// </remarks>
internal static class RankedScores
{
    /// <summary>
    /// The rank of every candidate, from -1 (the worst) to 1 (the best); candidates of one score share the mean of their ranks.
    /// </summary>
    public static float[] Of(IReadOnlyList<EvaluatedCandidate> observed)
    {
        var last = Math.Max(1, observed.Count - 1);
        var ranks = observed.Select(evaluated => evaluated.Result.Score).Order()
            .Select((score, rank) => (score, rank))
            .GroupBy(pair => pair.score, pair => pair.rank)
            .ToDictionary(group => group.Key, group => (float)((2 * group.Average() / last) - 1));
        return [.. observed.Select(evaluated => ranks[evaluated.Result.Score])];
    }
}
