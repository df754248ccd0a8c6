using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using static System.FormattableString;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>A search over candidates took over what an earlier run of it had evaluated.</summary>
/// <param name="Elapsed">Time since the search began.</param>
/// <param name="Replayed">Number of candidates in the history.</param>
/// <param name="Count">Number of evaluations planned, those of the history counted.</param>
/// <param name="Best">The best of them; <see langword="null"/> where none has a score.</param>
public sealed record HistoryReplayed(
    TimeSpan Elapsed,
    int Replayed,
    int Count,
    EvaluatedCandidate? Best) : SearchEvent(SearchPhase.Search, Elapsed)
{
    /// <inheritdoc />
    public override string Describe()
    {
        var best = Best?.Score is { } score ? Invariant($", best {score:F4}") : "";
        return Invariant($"Search: goes on after {Replayed} of {Count} candidates of the history{best}.");
    }
}
