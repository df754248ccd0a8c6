using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

internal sealed partial class RecurrentDartsSearch : ICheckpointed
{
    /// <inheritdoc />
    public void Save(CheckpointState state)
    {
        _optimizer.Save(state);
        _architect.Save(state);
        _validation.Save(state);
        state.Set("draws", _random.Draws);
    }

    /// <inheritdoc />
    public void Restore(CheckpointState state)
    {
        _optimizer.Restore(state);
        _architect.Restore(state);
        _validation.Restore(state);
        _random.Advance(state.Get<long>("draws"));
    }

    private Checkpoint? OpenCheckpoint() => _task.Checkpoints?.Open(
        CheckpointFolder.Search,
        _task.Fingerprint()
            .Add("options", _options with { KernelThreads = null })
            .Add("fused kernels", _kernels is not null)
            .Add("data", DataText.Of(_task.Data))
            .Add("first weights", DataText.Hash([.. _optimizer.Weights, _architecture.Values])),
        _options.KernelThreads,
        _task.Progress);
}
