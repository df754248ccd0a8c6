using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

internal sealed partial class SharedLanguageModel : ICheckpointed
{
    /// <summary>Saves the weights, the optimizer's state and the position in the text.</summary>
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
