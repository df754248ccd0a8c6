using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

internal sealed partial class TrainedEvaluator : IStatefulEvaluator
{
    private const string Best = "best score";

    /// <inheritdoc />
    bool IStatefulEvaluator.HasState => _options is { ParentsKept: > 0 } or { EarlyTermination: not null };

    /// <inheritdoc />
    Action? IStatefulEvaluator.StateAdvanced { get; set; }

    /// <inheritdoc />
    Fingerprint IStatefulEvaluator.Fingerprint() => _task.Fingerprint().Add("evaluator", _options).Add("data", DataText.Of(_task.Data));

    /// <inheritdoc />
    void ICheckpointed.Save(CheckpointState state)
    {
        _parents.Save(state);
        state.Set(Best, _best);
    }

    /// <inheritdoc />
    void ICheckpointed.Restore(CheckpointState state)
    {
        _parents.Restore(state, _networks.FromJson);
        _best = state.Get<double?>(Best);
    }
}
