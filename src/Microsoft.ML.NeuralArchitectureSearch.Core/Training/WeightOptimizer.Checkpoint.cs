using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

internal sealed partial class WeightOptimizer : ICheckpointed
{
    private const string Of = "weights";

    /// <summary>Saves the weights and the optimizer's state.</summary>
    public void Save(CheckpointState state)
    {
        state.Save(Of, _weights);
        state.Save($"{Of}.velocity", _velocity);
        state.Save($"{Of}.squares", _states.Select(adam => adam.Squares));
        state.Set($"{Of}.steps", _states.Select(adam => adam.Steps));
    }

    /// <summary>Restores the weights and the optimizer's state.</summary>
    public void Restore(CheckpointState state)
    {
        state.Restore(Of, _weights);
        state.Restore($"{Of}.velocity", _velocity);
        state.Restore($"{Of}.squares", [.. _states.Select(adam => adam.Squares)]);
        foreach (var (adam, steps) in _states.Zip(state.Get<int[]>($"{Of}.steps")))
        {
            adam.Steps = steps;
        }
    }
}
