using Microsoft.ML.NeuralArchitectureSearch.Training;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>The loss of a mini-batch.</summary>
/// <param name="Loss">What is to be differentiated, a scalar.</param>
/// <param name="Read">Reads off how well the network did, its loss without regularization; within the dispose scope of the pass.</param>
internal sealed record BatchLoss(Tensor Loss, Func<BatchFigures> Read)
{
    public BatchFigures Figures => Read();
}
