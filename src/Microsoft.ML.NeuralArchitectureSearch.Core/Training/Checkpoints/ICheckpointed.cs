namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>An object whose state can be saved and restored.</summary>
internal interface ICheckpointed
{
    /// <summary>Saves all state that a new object of the same settings lacks.</summary>
    void Save(CheckpointState state);

    /// <summary>Restores the state of a new object.</summary>
    /// <exception cref="FormatException">The state is that of another object.</exception>
    void Restore(CheckpointState state);
}
