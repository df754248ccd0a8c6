using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

internal sealed partial class SharedLanguageModel : ICheckpointed
{
    /// <summary>Takes the weights in, what the next step depends on, and the place in the text.</summary>
    public void Save(CheckpointState state)
    {
        _optimizer.Save(state);
        _text.Save(state);
    }

    /// <inheritdoc />
    public void Restore(CheckpointState state)
    {
        _optimizer.Restore(state);
        _text.Restore(state);
    }
}
