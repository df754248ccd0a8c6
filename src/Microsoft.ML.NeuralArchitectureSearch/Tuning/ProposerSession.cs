using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>A run of a proposer that can be interrupted while it computes, and asked again.</summary>
/// <remarks>
/// AutoML asks its tuner outside of everything it catches: a tuner that threw because of a stop would take the best trial with it. And it
/// ignores a time limit
/// that is only in the settings, so that it may ask again after an interruption.
/// </remarks>
internal sealed class ProposerSession : IDisposable
{
    private readonly ISearchSpace _space;
    private readonly IProposer _proposer;
    private readonly int _seed;
    private readonly ProposerContext _context;

    // In order; a null is a question. An interrupted run is in no defined state: a new one goes through the same again.
    private readonly List<EvaluatedCandidate?> _log = [];
    private IProposerRun? _run;
    private CancellationToken _cancellation;

    public ProposerSession(ISearchSpace space, IProposer proposer, int seed)
    {
        (_space, _proposer, _seed) = (space, proposer, seed);
        _context = new ProposerContext { IsCancelled = () => _cancellation.IsCancellationRequested };
        _run = proposer.Start(space, seed, _context);
    }

    /// <summary>Asks for a candidate.</summary>
    /// <param name="cancellation">Interrupts the proposer.</param>
    /// <returns>The answer, empty if there is nothing to propose; <see langword="null"/> if the proposer was interrupted.</returns>
    public ImmutableArray<Candidate>? Propose(CancellationToken cancellation)
    {
        _cancellation = cancellation;
        try
        {
            var answer = Current().Propose();
            _log.Add(null);
            return answer;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _run?.Dispose();
            _run = null;
            return null;
        }
    }

    /// <summary>Tells how good a candidate is.</summary>
    public void Observe(EvaluatedCandidate evaluated)
    {
        _log.Add(evaluated);
        _run?.Observe(evaluated);
    }

    public void Dispose() => _run?.Dispose();

    private IProposerRun Current()
    {
        if (_run is not null)
        {
            return _run;
        }

        _run = _proposer.Start(_space, _seed, _context);
        foreach (var entry in _log)
        {
            if (entry is null)
            {
                _run.Propose();
            }
            else
            {
                _run.Observe(entry);
            }
        }

        return _run;
    }
}
