using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

internal sealed partial class BestWeights : ICheckpointed
{
    private const string Of = "best";

    /// <inheritdoc />
    public void Save(CheckpointState state)
    {
        state.Set($"{Of}.loss", _loss);
        state.Save(Of, _best);
    }

    /// <inheritdoc />
    public void Restore(CheckpointState state)
    {
        if (state.CountOf(Of) > 0)
        {
            Offer(state.Get<double>($"{Of}.loss"));
            state.Restore(Of, _best);
        }
    }
}
