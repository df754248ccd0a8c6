using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>A proposer as a tuner of AutoML: it proposes an architecture for every trial and learns from the trial's loss.</summary>
/// <remarks>
/// The parameter that it proposes has an entry <c>NeuralArchitecture</c> with the architecture as JSON under <c>Architecture</c> and as text for people
/// under <c>Text</c>. A proposer that has nothing left to propose has the best architecture so far tried again, until the experiment's limits end it.
/// </remarks>
public sealed class ProposerTuner : ITuner, IDisposable
{
    private readonly IProposerRun _run;
    private readonly Dictionary<int, Candidate> _open = [];
    private EvaluatedCandidate? _best;

    /// <summary>Begins a search.</summary>
    /// <param name="space">The architectures to choose from.</param>
    /// <param name="proposer">Which of them to try.</param>
    /// <param name="seed">The seed that every draw of the proposer comes from.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The space cannot do what the proposer needs.</exception>
    public ProposerTuner(ISearchSpace space, IProposer proposer, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(proposer);
        _run = proposer.Start(space, seed);
    }

    /// <summary>Proposes the architecture of a trial.</summary>
    /// <param name="settings">The trial.</param>
    /// <returns>The parameter of the trial.</returns>
    /// <exception cref="ArgumentNullException">There is no trial.</exception>
    /// <exception cref="InvalidOperationException">There is nothing to propose, and no trial has succeeded so far.</exception>
    public Parameter Propose(TrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (_run.Propose() is [var candidate])
        {
            _open[settings.TrialId] = candidate;
            return CandidateParameter.Of(candidate);
        }

        return _best is { } best
            ? CandidateParameter.Of(best.Candidate)
            : throw new InvalidOperationException("The proposer has no architecture to propose, and none of those that it proposed could be trained.");
    }

    /// <summary>Tells the proposer of a trial's result.</summary>
    /// <param name="result">The result; trials that this tuner did not propose are passed over.</param>
    /// <exception cref="ArgumentNullException">There is no result.</exception>
    public void Update(TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!_open.Remove(result.TrialSettings.TrialId, out var candidate))
        {
            return;
        }

        var evaluated = new EvaluatedCandidate(candidate, ResultOf(result));
        if (evaluated.Result.Failure is null && !(_best?.Result.Score >= evaluated.Result.Score))
        {
            _best = evaluated;
        }

        _run.Observe(evaluated);
    }

    /// <summary>Ends the search.</summary>
    public void Dispose() => _run.Dispose();

    // AutoML gives a trial that failed the largest loss that there is.
    private static EvaluationResult ResultOf(TrialResult result) => result switch
    {
        ArchitectureTrialResult own => own.Evaluated.Result,
        { Loss: var loss } when double.IsFinite(loss) && loss < double.MaxValue => new EvaluationResult(-loss),
        _ => EvaluationResult.Failed("The trial failed."),
    };
}
