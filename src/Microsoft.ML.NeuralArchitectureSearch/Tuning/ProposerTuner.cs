using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>A proposer as a tuner of AutoML: it proposes an architecture for every trial and learns from the trial's loss.</summary>
/// <remarks>
/// The parameter that it proposes has an entry <c>NeuralArchitecture</c> with the architecture as JSON under <c>Architecture</c> and as
/// text for people
/// under <c>Text</c>. A proposer that has nothing left to propose has the best architecture so far tried again, until the experiment's
/// limits end it.
/// So has one that is interrupted by the stop of the experiment, which ends that trial.
/// In an experiment with a checkpoint, an architecture of an earlier run is not trained again: the proposer is told its loss, at the
/// checkpoint's three decimals.
/// </remarks>
public sealed class ProposerTuner : ITuner, IDisposable
{
    private readonly ProposerSession _session;
    private readonly ISearchSpace _space;
    private readonly int _seed;
    private readonly CancellationToken _cancellation;
    private readonly ExperimentStop? _stop;
    private readonly Dictionary<int, Candidate> _open = [];
    private readonly KnownResults? _known;
    private readonly IReadOnlyList<KeyValuePair<string, OptionBase>> _others = [];
    private EvaluatedCandidate? _best;

    /// <summary>Begins a search.</summary>
    /// <param name="space">The architectures to choose from.</param>
    /// <param name="proposer">Which of them to try.</param>
    /// <param name="seed">The seed that every draw of the proposer comes from.</param>
    /// <param name="cancellation">
    /// Interrupts a proposer that computes, such as the training of a surrogate: the token that <c>RunAsync</c> gets.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The space cannot do what the proposer needs.</exception>
    public ProposerTuner(ISearchSpace space, IProposer proposer, int seed = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(proposer);
        (_space, _seed, _cancellation) = (space, seed, cancellation);
        _session = new ProposerSession(space, proposer, seed);
    }

    /// <summary>Begins or resumes the search of an experiment.</summary>
    /// <param name="space">The architectures to choose from.</param>
    /// <param name="proposer">Which of them to try.</param>
    /// <param name="seed">The seed that every draw of the proposer comes from.</param>
    /// <param name="options">
    /// The options of the experiment's whole search space; those that are no architectures keep their defaults.
    /// </param>
    /// <param name="before">The trials of earlier runs.</param>
    /// <param name="stop">The cancellation and the time limit of the experiment.</param>
    internal ProposerTuner(
        ISearchSpace space,
        IProposer proposer,
        int seed,
        IEnumerable<KeyValuePair<string, OptionBase>> options,
        IEnumerable<TrialResult> before,
        ExperimentStop? stop = null)
        : this(space, proposer, seed)
    {
        _stop = stop;
        _others = [.. options.Where(option => option.Key != CandidateParameter.Key)];
        _known = new KnownResults(before, space);
    }

    /// <summary>Proposes the architecture of a trial.</summary>
    /// <param name="settings">The trial.</param>
    /// <returns>The parameter of the trial.</returns>
    /// <exception cref="ArgumentNullException">There is no trial.</exception>
    /// <exception cref="InvalidOperationException">There is nothing to propose, and no trial has succeeded so far.</exception>
    public Parameter Propose(TrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        using var stop = _stop?.LinkProposal() ?? CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        while (true)
        {
            switch (_session.Propose(stop.Token))
            {
                case null:
                    return ParameterOf(_best?.Candidate ?? new(_space.Sample(new Random(_seed))));
                case [var candidate] when _known?.Take(candidate) is { } result:
                    Observe(new(candidate, result));
                    break;
                case [var candidate]:
                    _open[settings.TrialId] = candidate;
                    return ParameterOf(candidate);
                default:
                    return _best is { } best
                        ? ParameterOf(best.Candidate)
                        : throw new InvalidOperationException(
                            "The proposer has no architecture to propose, and none of those that it proposed could be trained.");
            }
        }
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

        Observe(new(candidate, KnownResults.ResultOf(result)));
    }

    /// <summary>Ends the search.</summary>
    public void Dispose() => _session.Dispose();

    private void Observe(EvaluatedCandidate evaluated)
    {
        if (evaluated.Result.Failure is null && !(_best?.Result.Score >= evaluated.Result.Score))
        {
            _best = evaluated;
        }

        _session.Observe(evaluated);
    }

    private Parameter ParameterOf(Candidate candidate)
    {
        var parameter = CandidateParameter.Of(candidate);
        foreach (var (key, option) in _others)
        {
            parameter[key] = option.SampleFromFeatureSpace(option.Default ?? new double[option.FeatureSpaceDim]);
        }

        return parameter;
    }
}
