using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

internal sealed partial class SharedLanguageModelEvaluator : IStatefulEvaluator
{
    private const string Steps = "warm-up steps";
    private const string Segment = "validation segment";

    private Action? _stateAdvanced;

    /// <inheritdoc />
    bool IStatefulEvaluator.HasState => true;

    /// <inheritdoc />
    Action? IStatefulEvaluator.StateAdvanced
    {
        get => _stateAdvanced;
        set => _stateAdvanced = value;
    }

    /// <inheritdoc />
    Fingerprint IStatefulEvaluator.Fingerprint() =>
        _task.Fingerprint().Add("evaluator", _options with { KernelThreads = null }).Add("data", DataText.Of(_task.Data));

    /// <inheritdoc />
    void ICheckpointed.Save(CheckpointState state)
    {
        _model.Save(state);
        state.Set("draws", _random.Draws);
        state.Set(Steps, _warmUpSteps);
        state.Set(Segment, _nextSegment);
    }

    /// <inheritdoc />
    void ICheckpointed.Restore(CheckpointState state)
    {
        _model.Restore(state);
        _random.Advance(state.Get<long>("draws"));
        _warmUpSteps = state.Get<int>(Steps);
        _nextSegment = state.Get<int>(Segment);
    }
}
