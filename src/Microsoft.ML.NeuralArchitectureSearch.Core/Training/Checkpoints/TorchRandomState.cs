namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>The state of a run's generator of weights, dropout and dropped paths.</summary>
internal static class TorchRandomState
{
    private const string Name = "generator";

    /// <summary>Saves the generator's state; nothing outside of runs.</summary>
    public static void Save(CheckpointState state)
    {
        using var generator = RunRandom.State();
        if (generator is not null)
        {
            state.Save(Name, generator);
        }
    }

    /// <summary>Restores the generator's state; nothing outside of runs.</summary>
    public static void Restore(CheckpointState state)
    {
        if (state.Tensors.ContainsKey(Name))
        {
            using var generator = state.Read(Name);
            RunRandom.Restore(generator);
        }
    }
}
