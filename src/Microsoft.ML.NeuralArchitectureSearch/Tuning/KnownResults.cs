using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>The results of an experiment's earlier runs, by architecture.</summary>
internal sealed class KnownResults
{
    private readonly Dictionary<Architecture, Queue<EvaluationResult>> _results = [];

    /// <param name="trials">The trials of a checkpoint.</param>
    /// <param name="space">The space of their architectures.</param>
    public KnownResults(IEnumerable<TrialResult> trials, ISearchSpace space)
    {
        foreach (var trial in trials.OrderBy(trial => trial.TrialSettings.TrialId))
        {
            var architecture = CandidateParameter.Read(trial.TrialSettings.Parameter, space).Architecture;
            if (!_results.TryGetValue(architecture, out var results))
            {
                _results.Add(architecture, results = new());
            }

            results.Enqueue(ResultOf(trial));
        }
    }

    /// <summary>Takes the next result of a candidate. Each counts once: a proposer may ask for the same architecture once more.</summary>
    /// <returns>
    /// The result; <see langword="null"/> if there is none, or if the candidate's number of epochs matters, which checkpoints do not keep.
    /// </returns>
    public EvaluationResult? Take(Candidate candidate) =>
        candidate.Epochs is null && _results.TryGetValue(candidate.Architecture, out var results) && results.TryDequeue(out var result)
            ? result
            : null;

    /// <summary>The result of a trial. AutoML gives a trial that failed the largest loss that there is.</summary>
    public static EvaluationResult ResultOf(TrialResult trial) => trial switch
    {
        ArchitectureTrialResult own => own.Evaluated.Result,
        { Loss: var loss } when double.IsFinite(loss) && loss < double.MaxValue => new EvaluationResult(-loss),
        _ => EvaluationResult.Failed("The trial failed."),
    };
}
