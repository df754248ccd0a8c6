using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

internal sealed partial class LanguageModelTraining : ICheckpointed
{
    private const string IsAveraged = "averaged";

    /// <inheritdoc />
    public void Save(CheckpointState state)
    {
        _optimizer.Save(state);
        _best.Save(state);
        _trigger.Save(state);
        state.Set(IsAveraged, _average is not null);
        _average?.Save(state);
        state.Set("draws", _random.Draws);
    }

    /// <inheritdoc />
    public void Restore(CheckpointState state)
    {
        _optimizer.Restore(state);
        _best.Restore(state);
        _trigger.Restore(state);
        if (state.Get<bool>(IsAveraged))
        {
            _average = new AveragedWeights(_optimizer.Weights);
            _average.Restore(state);
        }

        _random.Advance(state.Get<long>("draws"));
    }

    private Checkpoint? OpenCheckpoint() => _context.Checkpoints?.Open(
        CheckpointFolder.Training,
        _context.Fingerprint()
            .Add("network", _context.Network)
            .Add("options", _options with { KernelThreads = null })
            .Add("fused kernels", _kernels is not null)
            .Add("training text", DataText.Hash([_training]))
            .Add("text held out", _validation is null ? null : DataText.Hash([_validation]))
            .Add("first weights", DataText.Hash(_optimizer.Weights)),
        _options.KernelThreads,
        _context.Progress);
}
