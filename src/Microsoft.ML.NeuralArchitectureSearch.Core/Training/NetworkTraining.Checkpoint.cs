using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

internal sealed partial class NetworkTraining : ICheckpointed
{
    /// <inheritdoc />
    public void Save(CheckpointState state)
    {
        _optimizer.Save(state);
        state.Save("buffers", _network.buffers());
        state.Set("draws", _random.Draws);
    }

    /// <inheritdoc />
    public void Restore(CheckpointState state)
    {
        _optimizer.Restore(state);
        state.Restore("buffers", [.. _network.buffers()]);
        _random.Advance(state.Get<long>("draws"));
    }

    private Checkpoint? OpenCheckpoint() => _context.Checkpoints?.Open(
        CheckpointFolder.Training,
        _context.Fingerprint()
            .Add("network", _context.Network)
            .Add("options", _options with { KernelThreads = null })
            .Add("fused kernels", _fused is not null || _recurrent is not null)
            .Add("training data", DataText.Of(_training))
            .Add("data held out", _validation is null ? null : DataText.Of(_validation))
            .Add("first weights", DataText.Hash(_optimizer.Weights.Concat(_network.buffers()))),
        _options.KernelThreads,
        _context.Progress);
}
