using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

internal sealed partial class SharedWeightsEvaluator : IStatefulEvaluator
{
    private const string Steps = "warm-up steps";
    private const string IsWithin = "within warm-up";
    private const string Batch = "validation batch";
    private const string Evaluations = "evaluations";

    private bool _isWithinWarmUp;
    private Action? _resumed;
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
        state.Set(Evaluations, _evaluations);
    }

    /// <inheritdoc />
    void ICheckpointed.Restore(CheckpointState state)
    {
        _weights.Restore(state, json => _networks.Describe(_networks.FromJson(json)));
        _random.Advance(state.Get<long>("draws"));
        _warmUpSteps = state.Get<int>(Steps);
        _nextBatch = state.Get<int>(Batch);
        _evaluations = state.Get<int>(Evaluations);
        RestoreDraws(state);
    }

    // An evaluation interrupted in its warm-up is repeated. Without a search around it, its own generator exists only from then on.
    private void RestoreDraws(CheckpointState state)
    {
        if (state.Get<bool>(IsWithin))
        {
            _evaluations -= RunRandom.Current is null ? 1 : 0;
            _resumed = () => TorchRandomState.Restore(state);
        }
        else
        {
            TorchRandomState.Restore(state);
        }
    }
}
