using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>Exceptions of searches that an error ended, with what had been found.</summary>
internal static class FailedSearch
{
    /// <summary>What a search over candidates had found.</summary>
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

    /// <summary>The exception that tells of an error and carries a result.</summary>
    public static Exception Carrying(NeuralArchitectureSearchResult result, Exception error) => error is OperationCanceledException cancelled
        ? new SearchCancelledException(result with { Outcome = SearchOutcome.Cancelled }, cancelled.CancellationToken)
        : new SearchFailedException(
            $"The search failed; what it had found is in the exception's {nameof(SearchFailedException.Result)}. {error.Message}", result, error);
}
