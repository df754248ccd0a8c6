using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>The best candidates of a search, evaluated once more and better, such as trained for longer.</summary>
/// <param name="Candidates">The candidates, the best one by its new score first; those that failed last.</param>
/// <param name="KendallTau">
/// Kendall's τ-b between the search's scores and the new ones; <see langword="null"/> where fewer than two can be told apart.
/// </param>
public sealed record CandidateRanking(ImmutableArray<RankedCandidate> Candidates, double? KendallTau)
{
    /// <summary>Evaluates the best candidates of a search once more.</summary>
    /// <param name="candidates">All candidates of the search.</param>
    /// <param name="count">
    /// How many of them, at least 1. Each architecture counts once, by its best score; those that failed do not count.
    /// </param>
    /// <param name="evaluator">Evaluates them; not owned.</param>
    /// <param name="cancellation">Looked at before every mini-batch.</param>
    /// <returns>The ranking.</returns>
    /// <exception cref="ArgumentNullException">There are no candidates or no evaluator.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is zero or negative.</exception>
    /// <exception cref="ArgumentException">The evaluator does not know an architecture.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static CandidateRanking OfBest(
        IEnumerable<EvaluatedCandidate> candidates, int count, IEvaluator evaluator, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentNullException.ThrowIfNull(evaluator);
        var ranked = candidates
            .Where(candidate => candidate.Result.Failure is null)
            .OrderByDescending(candidate => candidate.Result.Score)
            .DistinctBy(candidate => candidate.Candidate.Architecture)
            .Take(count)
            .Select(candidate => new RankedCandidate(candidate, Evaluate(candidate.Candidate, evaluator, cancellation)))
            .OrderByDescending(candidate => candidate.Retrained.Score)
            .ToImmutableArray();
        var scored = ranked.Where(candidate => candidate.Retrained.Failure is null).ToArray();
        return new(
            ranked,
            Evaluation.KendallTau.Of(
                [.. scored.Select(candidate => candidate.Searched.Result.Score)],
                [.. scored.Select(candidate => candidate.Retrained.Score)]));
    }

    private static EvaluationResult Evaluate(Candidate candidate, IEvaluator evaluator, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return evaluator.Evaluate(candidate with { Epochs = null }, cancellation);
        }
        catch (Exception exception) when (exception is not (ArgumentException or OperationCanceledException))
        {
            return EvaluationResult.Failed($"{exception.GetType().Name}: {exception.Message}");
        }
    }
}
