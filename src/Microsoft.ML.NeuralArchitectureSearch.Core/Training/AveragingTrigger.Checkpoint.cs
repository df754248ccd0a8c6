using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

internal sealed partial class AveragingTrigger : ICheckpointed
{
    private const string Of = "losses";

    /// <inheritdoc />
    public void Save(CheckpointState state) => state.Set(Of, _losses);

    /// <inheritdoc />
    public void Restore(CheckpointState state) => _losses.AddRange(state.Get<double[]>(Of));
}
