using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>Exceptions of failed searches that carry the result so far.</summary>
internal static class FailedSearch
{
    /// <summary>The result of a search over candidates.</summary>
    /// <param name="found">At least one candidate.</param>
    /// <param name="seed">The seed of the search.</param>
    public static NeuralArchitectureSearchResult ResultOf(CandidateSearchResult found, int seed) => new()
    {
        Architecture = (found.Best ?? found.Candidates[^1]).Candidate.Architecture,
        Candidates = found.Candidates,
        Outcome = found.Outcome,
        Duration = found.Duration,
        Seed = seed,
    };

    /// <summary>An exception that wraps an error and carries a result.</summary>
    public static Exception Carrying(
        NeuralArchitectureSearchResult result,
        Exception error) => error is OperationCanceledException cancelled
        ? new SearchCancelledException(result with { Outcome = SearchOutcome.Cancelled }, cancelled.CancellationToken)
        : new SearchFailedException(
            $"The search failed; its result so far is in the exception's {nameof(SearchFailedException.Result)}. {error.Message}", result,
            error);
}
