using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>
/// An evaluator whose scores depend on earlier candidates, for example by shared weights; a resumed search needs its state.
/// </summary>
internal interface IStatefulEvaluator : ICheckpointed
{
    /// <summary>Whether its settings make scores depend on earlier candidates.</summary>
    bool HasState { get; }

    /// <summary>
    /// Called when the state may be saved during an evaluation, for example between the epochs of a warm-up. Default: none.
    /// </summary>
    Action? StateAdvanced { get; set; }

    /// <summary>The settings and data that its scores depend on.</summary>
    Fingerprint Fingerprint();
}
