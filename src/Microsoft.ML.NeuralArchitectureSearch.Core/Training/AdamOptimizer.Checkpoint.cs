using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

internal sealed partial class AdamOptimizer : ICheckpointed
{
    private const string Of = "adam";

    /// <summary>Saves the weights and the moments of their gradients.</summary>
    public void Save(CheckpointState state)
    {
        state.Save(Of, _weights);
        state.Save($"{Of}.means", _means);
        state.Save($"{Of}.squares", _squares);
        state.Set($"{Of}.steps", _steps);
    }

    /// <summary>Restores the weights and the moments of their gradients.</summary>
    public void Restore(CheckpointState state)
    {
        state.Restore(Of, _weights);
        state.Restore($"{Of}.means", _means);
        state.Restore($"{Of}.squares", _squares);
        state.Get<long[]>($"{Of}.steps").CopyTo(_steps, 0);
    }
}
