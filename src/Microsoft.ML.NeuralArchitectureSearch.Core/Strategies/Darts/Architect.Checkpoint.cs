using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

internal sealed partial class Architect : ICheckpointed
{
    /// <summary>Takes α in, and the moments of its Adam.</summary>
    public void Save(CheckpointState state) => _optimizer.Save(state);

    /// <summary>Brings α back, and the moments of its Adam.</summary>
    public void Restore(CheckpointState state) => _optimizer.Restore(state);
}
