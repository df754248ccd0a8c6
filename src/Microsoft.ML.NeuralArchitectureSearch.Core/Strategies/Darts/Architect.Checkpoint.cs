using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

internal sealed partial class Architect : ICheckpointed
{
    /// <summary>Saves α and the moments of its optimizer.</summary>
    public void Save(CheckpointState state) => _optimizer.Save(state);

    /// <summary>Restores α and the moments of its optimizer.</summary>
    public void Restore(CheckpointState state) => _optimizer.Restore(state);
}
