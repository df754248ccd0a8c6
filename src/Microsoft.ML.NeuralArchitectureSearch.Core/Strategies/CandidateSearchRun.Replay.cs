using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

internal sealed partial class CandidateSearchRun
{
    // All candidates of the file are found, even if the proposer is interrupted before it comes to the end of them.
    private SearchOutcome? Replay()
    {
        if (_history is not { Before: { } before })
        {
            return null;
        }

        WarnOf(before);
        EvaluatedCandidate[] entries = [.. before.Entries.Take(_search.Evaluations).Select(entry => entry.Evaluated)];
        SearchOutcome? outcome = null;
        while (outcome is null && _candidates.Count < entries.Length)
        {
            (var isSame, outcome) = Replay(entries[_candidates.Count]);
            if (!isSame)
            {
                throw new ArgumentException(
                    $"The history '{_search.HistoryPath}' is of a search with other settings: this one does not propose its candidate "
                    + $"{_candidates.Count + 1}, "
                    + $"{entries[_candidates.Count].Candidate.Architecture}. Continue with the settings that it was begun with, or name "
                    + "another file.",
                    nameof(CandidateSearch.HistoryPath));
            }
        }

        _candidates.AddRange(entries[_candidates.Count..]);
        _monitor.Replayed(_candidates);
        return _candidates.Count < _search.Evaluations ? outcome : null;
    }

    private (bool IsSame, SearchOutcome? Interruption) Replay(EvaluatedCandidate evaluated)
    {
        var (candidate, interruption) = Propose();
        if (interruption is not null || candidate != evaluated.Candidate)
        {
            return (interruption is not null, interruption);
        }

        _candidates.Add(evaluated);
        _proposer.Observe(evaluated);
        return (true, null);
    }

    private void WarnOf(SearchHistory before)
    {
        if (before.IsTorn)
        {
            _monitor.Warn($"The last line of the history '{_search.HistoryPath}' was cut off and is dropped.");
        }

        if (before.Header is { HasChecksums: false })
        {
            _monitor.Warn($"The history '{_search.HistoryPath}' is of an older version of the library and has no checksums: whether it is "
                + "damaged cannot be told.");
        }

        if (before.Header?.SaysLessThan(_header!) == true)
        {
            _monitor.Warn(
                $"The history '{_search.HistoryPath}' does not say by which evaluator or on which data it was written; whether they were "
                + "the same cannot be checked.");
        }
    }
}
