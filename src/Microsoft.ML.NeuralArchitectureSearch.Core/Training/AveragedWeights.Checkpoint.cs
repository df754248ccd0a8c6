using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

internal sealed partial class AveragedWeights : ICheckpointed
{
    private const string Of = "average";

    /// <inheritdoc />
    public void Save(CheckpointState state)
    {
        state.Set($"{Of}.steps", _count);
        state.Save(Of, _means);
    }

    /// <inheritdoc />
    public void Restore(CheckpointState state)
    {
        _count = state.Get<long>($"{Of}.steps");
        state.Restore(Of, _means);
    }
}
