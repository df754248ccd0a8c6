using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>What a search over candidates found.</summary>
/// <param name="Candidates">Every candidate that was evaluated, in order.</param>
/// <param name="Outcome">How the search ended.</param>
/// <param name="Duration">How long it took.</param>
public sealed record CandidateSearchResult(ImmutableArray<EvaluatedCandidate> Candidates, SearchOutcome Outcome, TimeSpan Duration)
{
    /// <summary>The candidate of the highest score, the earliest of equals; <see langword="null"/> where none has a score.</summary>
    public EvaluatedCandidate? Best =>
        Candidates.Where(candidate => candidate.Result.Failure is null).MaxBy(candidate => candidate.Result.Score);
}
