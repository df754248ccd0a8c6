using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

internal sealed partial class DartsSearch : ICheckpointed
{
    /// <inheritdoc />
    public void Save(CheckpointState state)
    {
        _optimizer.Save(state);
        _architect.Save(state);
        state.Save("buffers", _network.buffers());
        _validationBatches.Save(state);
        state.Set("draws", _random.Draws);
        state.Set("validation draws", _validationRandom.Draws);
    }

    /// <inheritdoc />
    public void Restore(CheckpointState state)
    {
        _optimizer.Restore(state);
        _architect.Restore(state);
        state.Restore("buffers", [.. _network.buffers()]);
        _validationBatches.Restore(state);
        _random.Advance(state.Get<long>("draws"));
        _validationRandom.Advance(state.Get<long>("validation draws"));
    }

    private Checkpoint? OpenCheckpoint() => _task.Checkpoints?.Open(
        CheckpointFolder.Search,
        _task.Fingerprint()
            .Add("options", _options with { KernelThreads = null })
            .Add("fused kernels", _network.KernelShare > 0)
            .Add("data", DataText.Of(_task.Data))
            .Add("first weights", DataText.Hash([.. _weights, .. _network.buffers(), .. _architecture.All])),
        _options.KernelThreads,
        _task.Progress);
}
