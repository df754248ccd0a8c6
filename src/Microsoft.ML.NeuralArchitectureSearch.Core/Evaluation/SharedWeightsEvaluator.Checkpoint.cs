using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

public sealed partial class SharedWeightsEvaluator : IStatefulEvaluator
{
    private const string Steps = "warm-up steps";
    private const string IsWithin = "within warm-up";
    private const string Batch = "validation batch";

    private bool _isWithinWarmUp;
    private bool _resumesWarmUp;
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
    Fingerprint IStatefulEvaluator.Fingerprint() => _task.Fingerprint().Add("evaluator", _options).Add("data", DataText.Of(_task.Data));

    /// <inheritdoc />
    void ICheckpointed.Save(CheckpointState state)
    {
        _weights.Save(state);
        TorchRandomState.Save(state);
        state.Set("draws", _random.Draws);
        state.Set(Steps, _warmUpSteps);
        state.Set(IsWithin, _isWithinWarmUp);
        state.Set(Batch, _nextBatch);
    }

    /// <inheritdoc />
    void ICheckpointed.Restore(CheckpointState state)
    {
        _weights.Restore(state, json => _networks.Describe(_networks.FromJson(json)));
        TorchRandomState.Restore(state);
        _random.Advance(state.Get<long>("draws"));
        _warmUpSteps = state.Get<int>(Steps);
        _resumesWarmUp = state.Get<bool>(IsWithin);
        _nextBatch = state.Get<int>(Batch);
    }
}
