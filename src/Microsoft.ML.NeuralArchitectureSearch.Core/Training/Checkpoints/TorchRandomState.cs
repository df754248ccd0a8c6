namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>The state of the generator of a run, which weights, dropout and dropped paths are drawn from.</summary>
internal static class TorchRandomState
{
    private const string Name = "generator";

    /// <summary>Takes the generator's state in, where the thread is in a run.</summary>
    public static void Save(CheckpointState state)
    {
        if (RunRandom.Current is { } current)
        {
            using var generator = current.get_state();
            state.Save(Name, generator);
        }
    }

    /// <summary>Gives the generator the state that it had, where the thread is in a run and was in one then.</summary>
    public static void Restore(CheckpointState state)
    {
        if (RunRandom.Current is { } current && state.Tensors.ContainsKey(Name))
        {
            using var generator = state.Read(Name);
            current.set_state(generator);
        }
    }
}
