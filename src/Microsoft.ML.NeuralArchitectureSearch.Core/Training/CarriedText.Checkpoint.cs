using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

internal sealed partial class CarriedText : ICheckpointed
{
    private const string Of = "text";

    /// <inheritdoc />
    public void Save(CheckpointState state)
    {
        state.Set($"{Of}.place", _place);
        state.Save($"{Of}.state", _state);
    }

    /// <inheritdoc />
    public void Restore(CheckpointState state)
    {
        _place = state.Get<long>($"{Of}.place");
        state.Restore($"{Of}.state", _state);
    }
}
