using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

internal sealed partial class EvaluatorWithCosts : IStatefulEvaluator
{
    /// <inheritdoc />
    bool IStatefulEvaluator.HasState => Inner?.HasState == true;

    /// <inheritdoc />
    Action? IStatefulEvaluator.StateAdvanced
    {
        get => Inner?.StateAdvanced;
        set
        {
            if (Inner is { } inner)
            {
                inner.StateAdvanced = value;
            }
        }
    }

    private IStatefulEvaluator? Inner => _evaluator as IStatefulEvaluator;

    /// <inheritdoc />
    Fingerprint IStatefulEvaluator.Fingerprint() => Inner?.Fingerprint() ?? new();

    /// <inheritdoc />
    void ICheckpointed.Save(CheckpointState state) => Inner?.Save(state);

    /// <inheritdoc />
    void ICheckpointed.Restore(CheckpointState state) => Inner?.Restore(state);
}
