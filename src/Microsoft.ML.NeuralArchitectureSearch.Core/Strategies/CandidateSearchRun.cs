using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>One search over candidates, from the first to the last.</summary>
internal sealed partial class CandidateSearchRun : IDisposable
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
        _interruption = search.Interruption ?? new Interruption(search.TimeBudget, search.Clock, search.IsCancelled, search.Cancellation);
        var context = new ProposerContext { Progress = search.Progress, IsCancelled = () => _interruption.Reason() is not null };
        _proposer = UserCode.Returned(
            search.Proposer.Start(search.Space, search.Seed, context),
            NameOf(search.Proposer, nameof(IProposer.Start)));
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

        _monitor = new CandidateMonitor(search);
    }

    public CandidateSearchResult Run()
    {
        _monitor.Begin();
        var outcome = Replay() ?? SearchOrThrowWhatIsFound();
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
        if (_candidates.Count < _search.Evaluations && _evaluator?.Resume(_candidates, EvaluateUnlessInterrupted, _monitor.Warn) == false)
        {
            return _interruption.Reason() ?? SearchOutcome.Cancelled;
        }

        while (_candidates.Count < _search.Evaluations)
        {
            var (candidate, interruption) = Propose();
            if (candidate is null)
            {
                return interruption ?? SearchOutcome.Completed;
            }

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

    private static string NameOf(object author, string member) => $"{author.GetType().Name}.{member}";

    // One candidate at a time: none at all ends the search. A proposer that was interrupted is not asked again.
    private (Candidate? Candidate, SearchOutcome? Interruption) Propose()
    {
        try
        {
            var proposed = _proposer.Propose();
            var name = NameOf(_search.Proposer, nameof(IProposerRun.Propose));
            return proposed.IsDefaultOrEmpty ? default
                : proposed.Length == 1 ? (UserCode.Returned(proposed[0], name), null)
                : throw new InvalidOperationException($"{name} was asked for 1 candidate and returned {proposed.Length}.");
        }
        catch (OperationCanceledException) when (_interruption.Reason() is not null)
        {
            return (null, _interruption.Reason());
        }
    }

    private EvaluatedCandidate? EvaluateUnlessInterrupted(Candidate candidate) =>
        _interruption.Reason() is null ? Evaluate(candidate) : null;

    private EvaluatedCandidate? Evaluate(Candidate candidate)
    {
        try
        {
            var result = _search.Evaluator.Evaluate(candidate, _search.Cancellation);
            return new(
                candidate,
                result ?? EvaluationResult.Failed($"{NameOf(_search.Evaluator, nameof(IEvaluator.Evaluate))} returned null."));
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
