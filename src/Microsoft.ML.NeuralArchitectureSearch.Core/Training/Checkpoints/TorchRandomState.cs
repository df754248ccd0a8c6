using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>The state of the generator that torch draws dropout and dropped paths from.</summary>
internal static class TorchRandomState
{
    private const string Name = "generator";

    /// <summary>Takes the generator's state in.</summary>
    public static void Save(CheckpointState state)
    {
        using var generator = get_rng_state();
        state.Save(Name, generator);
    }

    /// <summary>Gives the generator the state that it had.</summary>
    public static void Restore(CheckpointState state)
    {
        using var generator = state.Read(Name);
        set_rng_state(generator);
    }
}
