using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>The state of an evaluator beside the history of its search: weights that candidates share or inherit.</summary>
/// <remarks>
/// A candidate is written to the history first, then the state to this file. A resumed search restores the state and evaluates the
/// candidates again that the
/// history has beyond it, so that later candidates are scored as in an uninterrupted search.
/// </remarks>
internal sealed class EvaluatorCheckpoint
{
    private const string Count = "candidates";

    private readonly CandidateSearch _search;
    private readonly IStatefulEvaluator _evaluator;
    private readonly Checkpoint _file;
    private int _count;

    private EvaluatorCheckpoint(CandidateSearch search, IStatefulEvaluator evaluator)
    {
        (_search, _evaluator) = (search, evaluator);
        _file = Checkpoint.Open(PathOf(search.HistoryPath!), evaluator.Fingerprint(), null, search.Progress);
    }

    /// <summary>The file beside a history.</summary>
    public static string PathOf(string historyPath) => historyPath + ".weights";

    /// <summary>The checkpoint of a search; <see langword="null"/> without a history or for an evaluator without state.</summary>
    /// <exception cref="ArgumentException">The state is that of an evaluator with other settings or other data.</exception>
    /// <exception cref="FormatException">The file is damaged.</exception>
    public static EvaluatorCheckpoint? Of(CandidateSearch search) =>
        search is { HistoryPath: not null, Evaluator: IStatefulEvaluator { HasState: true } evaluator } ? new(search, evaluator) : null;

    /// <summary>Restores the evaluator's state after the candidates of the history.</summary>
    /// <param name="history">Its candidates.</param>
    /// <param name="evaluate">Evaluates a candidate; <see langword="null"/> where the search was interrupted.</param>
    /// <param name="warn">Receives warnings for the user.</param>
    /// <returns><see langword="false"/> if the search was interrupted meanwhile.</returns>
    /// <exception cref="ArgumentException">The state is ahead of the history.</exception>
    public bool Resume(IReadOnlyList<EvaluatedCandidate> history, Func<Candidate, EvaluatedCandidate?> evaluate, Action<string> warn)
    {
        Restore(history.Count);
        _evaluator.StateAdvanced = () => Save(_count);
        if (_count == 0 && history.Count > 0)
        {
            warn($"The history '{_search.HistoryPath}' has no weights of its candidates beside it; the candidates are evaluated again.");
        }

        while (_count < history.Count)
        {
            var before = history[_count];
            if (evaluate(before.Candidate) is not { } again)
            {
                return false;
            }

            Save(++_count);
            if (again.Result.Score != before.Result.Score && again.Result.Failure is null)
            {
                warn($"Candidate {_count} of the history has the score {before.Result.Score}; the repeated evaluation gives "
                    + $"{again.Result.Score}.");
            }
        }

        return true;
    }

    /// <summary>Saves the state after a number of candidates.</summary>
    public void Save(int count)
    {
        _count = count;
        var state = new CheckpointState();
        _evaluator.Save(state);
        state.Set(Count, count);
        _file.Replace(state, TimeSpan.Zero);
    }

    private void Restore(int historyCount)
    {
        if (_file.Before is not { } state)
        {
            return;
        }

        var count = state.Get<int>(Count);
        if (count > historyCount && historyCount > 0)
        {
            throw new RefusedCheckpointException(
                $"The weights '{_file.Path}' are of {count} candidates, the history '{_search.HistoryPath}' has {historyCount}: it was "
                + "cut. Delete the weights, and"
                + " the candidates are evaluated again.");
        }

        // Without a history, the search begins anew.
        if (count <= historyCount)
        {
            _evaluator.Restore(state);
            _count = count;
        }
    }
}
