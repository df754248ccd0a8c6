using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>Keeps the time and the best of a search over candidates, and tells the observer.</summary>
/// <param name="search">The search.</param>
internal sealed class CandidateMonitor(CandidateSearch search)
{
    private readonly long _begin = search.Clock.GetTimestamp();
    private EvaluatedCandidate? _best;
    private int _replayed;

    /// <summary>Time since the search began.</summary>
    public TimeSpan Elapsed => search.Clock.GetElapsedTime(_begin);

    /// <summary>Tells of the begin.</summary>
    public void Begin() => search.Progress?.Report(new CandidateSearchStarted(search.Evaluations));

    /// <summary>Tells of the end.</summary>
    /// <returns>How long the search took.</returns>
    public TimeSpan End(SearchOutcome outcome)
    {
        var elapsed = Elapsed;
        search.Progress?.Report(new PhaseCompleted(SearchPhase.Search, elapsed, outcome));
        return elapsed;
    }

    /// <summary>Tells of what the user ought to know.</summary>
    public void Warn(string message) => search.Progress?.Report(new SearchWarning(Elapsed, message));

    /// <summary>Takes over what an earlier run of the search had evaluated.</summary>
    public void Replayed(IReadOnlyCollection<EvaluatedCandidate> candidates)
    {
        foreach (var evaluated in candidates)
        {
            Keep(evaluated);
        }

        _replayed = candidates.Count;
        if (_replayed > 0)
        {
            search.Progress?.Report(new HistoryReplayed(Elapsed, _replayed, search.Evaluations, _best));
        }
    }

    /// <summary>Tells of a candidate.</summary>
    /// <param name="evaluated">The candidate.</param>
    /// <param name="index">Its place, from 1.</param>
    public void Evaluated(EvaluatedCandidate evaluated, int index)
    {
        Keep(evaluated);
        var elapsed = Elapsed;
        search.Progress?.Report(new CandidateEvaluated(elapsed, index, search.Evaluations, evaluated, _best, Remaining(elapsed, index)));
    }

    private void Keep(EvaluatedCandidate evaluated)
    {
        if (evaluated.Result.Failure is null && !(_best?.Result.Score >= evaluated.Result.Score))
        {
            _best = evaluated;
        }
    }

    private TimeSpan Remaining(TimeSpan elapsed, int index)
    {
        var estimate = elapsed * ((double)(search.Evaluations - index) / (index - _replayed));
        var allowed = search.TimeBudget - elapsed;
        return allowed < estimate ? TimeSpan.FromTicks(Math.Max(0, allowed.Value.Ticks)) : estimate;
    }
}
