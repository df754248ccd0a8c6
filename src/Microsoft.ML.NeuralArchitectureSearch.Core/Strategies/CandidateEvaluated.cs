using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using static System.FormattableString;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>A candidate was evaluated.</summary>
/// <param name="Elapsed">Time since the search began.</param>
/// <param name="Index">Which candidate, from 1, those of the history counted.</param>
/// <param name="Count">Number of evaluations planned.</param>
/// <param name="Evaluated">The candidate, with its score and costs, or with the reason why it has none.</param>
/// <param name="Best">The best candidate so far; <see langword="null"/> where none has a score.</param>
/// <param name="Remaining">Estimated time to the end of the search.</param>
public sealed record CandidateEvaluated(
    TimeSpan Elapsed,
    int Index,
    int Count,
    EvaluatedCandidate Evaluated,
    EvaluatedCandidate? Best,
    TimeSpan Remaining)
    : SearchEvent(SearchPhase.Search, Elapsed)
{
    /// <inheritdoc />
    public override string Describe()
    {
        var end = Evaluated.Result.Failure is { } failure ? $"failed: {failure}" : Invariant($"score {Evaluated.Result.Score:F4}");
        var best = Best?.Score is { } score ? Invariant($", best {score:F4}") : "";
        return Invariant(
            $"Search: candidate {Index} of {Count}: {end}{best}; {LogTime.Of(Remaining)} left. {Evaluated.Candidate.Architecture}");
    }

    internal override ProgressFigures Progress => new(Evaluated.Score, Best?.Score, Index);

    internal override ProgressFigures Checkpoint => Progress;
}
