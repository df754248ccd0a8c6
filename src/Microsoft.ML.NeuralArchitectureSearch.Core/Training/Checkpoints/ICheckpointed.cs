namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>Something whose state can be kept and brought back.</summary>
internal interface ICheckpointed
{
    /// <summary>Takes all state in that is not the same in a new object of the same settings.</summary>
    void Save(CheckpointState state);

    /// <summary>Brings the state back, in an object that was just made.</summary>
    /// <exception cref="FormatException">The state is that of something else.</exception>
    void Restore(CheckpointState state);
}
