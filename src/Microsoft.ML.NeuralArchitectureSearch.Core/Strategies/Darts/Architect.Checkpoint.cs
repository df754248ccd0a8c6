using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

internal sealed partial class Architect : ICheckpointed
{
    private const string Of = "alpha";

    /// <summary>Takes α in, and the moments of its Adam.</summary>
    public void Save(CheckpointState state)
    {
        state.Save(Of, _parameters);
        using var moments = new MemoryStream();
        using (var writer = new BinaryWriter(moments))
        {
            _optimizer.save_state_dict(writer);
        }

        state.Set($"{Of}.adam", moments.ToArray());
    }

    /// <summary>Brings α back, and the moments of its Adam.</summary>
    public void Restore(CheckpointState state)
    {
        state.Restore(Of, _parameters);
        using var reader = new BinaryReader(new MemoryStream(state.Get<byte[]>($"{Of}.adam")));
        _optimizer.load_state_dict(reader);
    }
}
