using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>One search over candidates, from the first to the last.</summary>
internal sealed class CandidateSearchRun : IDisposable
{
    private readonly CandidateSearch _search;
    private readonly SearchHistoryFile? _history;
    private readonly SearchHistoryHeader? _header;
    private readonly EvaluatorCheckpoint? _evaluator;
    private readonly CandidateMonitor _monitor;
    private readonly Interruption _interruption;
    private readonly IProposerRun _proposer;
    private readonly ImmutableArray<EvaluatedCandidate>.Builder _candidates = ImmutableArray.CreateBuilder<EvaluatedCandidate>();

    public CandidateSearchRun(CandidateSearch search)
    {
        _search = search;
        _proposer = UserCode.Returned(search.Proposer.Start(search.Space, search.Seed, search.Progress), NameOf(search.Proposer, nameof(IProposer.Start)));
        try
        {
            _history = search.HistoryPath is { } path
                ? SearchHistoryFile.Open(path, _header = SearchHistoryHeader.Of(search), search.Space)
                : null;
            _evaluator = EvaluatorCheckpoint.Of(search);
        }
        catch
        {
            Dispose();
            throw;
        }

        _interruption = search.Interruption ?? new Interruption(search.TimeBudget, search.Clock, search.IsCancelled, search.Cancellation);
        _monitor = new CandidateMonitor(search);
    }

    public CandidateSearchResult Run()
    {
        _monitor.Begin();
        Replay();
        var outcome = SearchOrThrowWhatIsFound();
        return new CandidateSearchResult(_candidates.ToImmutable(), outcome, _monitor.End(outcome));
    }

    public void Dispose()
    {
        _history?.Dispose();
        _proposer.Dispose();
    }

    // Before the first candidate there is no result to lose.
    private SearchOutcome SearchOrThrowWhatIsFound()
    {
        try
        {
            return Search();
        }
        catch (Exception exception) when (_candidates.Count > 0)
        {
            var found = new CandidateSearchResult(_candidates.ToImmutable(), SearchOutcome.Failed, _monitor.Elapsed);
            throw FailedSearch.Carrying(FailedSearch.ResultOf(found, _search.Seed), exception);
        }
    }

    private SearchOutcome Search()
    {
        if (_candidates.Count < _search.Evaluations && _evaluator?.Resume(_candidates, Evaluate, _monitor.Warn) == false)
        {
            return _interruption.Reason() ?? SearchOutcome.Cancelled;
        }

        while (_candidates.Count < _search.Evaluations && Propose() is { } candidate)
        {
            if (_interruption.Reason() is { } reason)
            {
                return reason;
            }

            if (Evaluate(candidate) is not { } evaluated)
            {
                return _interruption.Reason() ?? SearchOutcome.Cancelled;
            }

            _candidates.Add(evaluated);
            _history?.Append(new(evaluated, _search.Seed, _search.Clock.GetUtcNow()));
            _evaluator?.Save(_candidates.Count);
            _proposer.Observe(evaluated);
            _monitor.Evaluated(evaluated, _candidates.Count);
        }

        return SearchOutcome.Completed;
    }

    private void Replay()
    {
        if (_history is not { Before: { } before })
        {
            return;
        }

        if (before.IsTorn)
        {
            _monitor.Warn($"The last line of the history '{_search.HistoryPath}' was cut off and is dropped.");
        }

        if (before.Header?.SaysLessThan(_header!) == true)
        {
            _monitor.Warn(
                $"The history '{_search.HistoryPath}' does not say by which evaluator or on which data it was written; whether they were the same cannot be checked.");
        }

        foreach (var entry in before.Entries.Take(_search.Evaluations))
        {
            if (Propose() is not { } candidate || candidate != entry.Evaluated.Candidate)
            {
                throw new ArgumentException(
                    $"The history '{_search.HistoryPath}' is of a search with other settings: this one does not propose its candidate {_candidates.Count + 1}, "
                    + $"{entry.Evaluated.Candidate.Architecture}. Continue with the settings that it was begun with, or name another file.",
                    nameof(CandidateSearch.HistoryPath));
            }

            _candidates.Add(entry.Evaluated);
            _proposer.Observe(entry.Evaluated);
        }

        _monitor.Replayed(_candidates);
    }

    private static string NameOf(object author, string member) => $"{author.GetType().Name}.{member}";

    // One candidate at a time: none at all ends the search.
    private Candidate? Propose()
    {
        var proposed = _proposer.Propose();
        if (proposed.IsDefaultOrEmpty)
        {
            return null;
        }

        var name = NameOf(_search.Proposer, nameof(IProposerRun.Propose));
        return proposed.Length == 1
            ? UserCode.Returned(proposed[0], name)
            : throw new InvalidOperationException($"{name} was asked for 1 candidate and returned {proposed.Length}.");
    }

    private EvaluatedCandidate? Evaluate(Candidate candidate)
    {
        try
        {
            var result = _search.Evaluator.Evaluate(candidate, _search.Cancellation);
            return new(candidate, result ?? EvaluationResult.Failed($"{NameOf(_search.Evaluator, nameof(IEvaluator.Evaluate))} returned null."));
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception exception) when (exception is not ArgumentException)
        {
            // A network that does not fit into memory, or whose loss explodes, is a bad candidate, not the end of the search.
            return new(candidate, EvaluationResult.Failed($"{exception.GetType().Name}: {NativeError.MessageOf(exception)}"));
        }
    }
}
