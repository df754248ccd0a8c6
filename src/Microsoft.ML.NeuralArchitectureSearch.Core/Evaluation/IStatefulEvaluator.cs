using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>An evaluator whose scores depend on what it evaluated before, as where candidates share weights: a search that goes on needs its state.</summary>
internal interface IStatefulEvaluator : ICheckpointed
{
    /// <summary>Whether its settings make scores depend on earlier candidates.</summary>
    bool HasState { get; }

    /// <summary>Told whenever the state may be kept in the middle of an evaluation, as between the epochs of a warm-up. Default: nobody.</summary>
    Action? StateAdvanced { get; set; }

    /// <summary>All that its scores depend on beside the candidates: settings and data.</summary>
    Fingerprint Fingerprint();
}
