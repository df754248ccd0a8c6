using Microsoft.ML.NeuralArchitectureSearch.Training;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>The loss of a mini-batch, and what its figures are read off.</summary>
/// <param name="Loss">What is to be differentiated, a scalar.</param>
/// <param name="CrossEntropy">Mean cross-entropy, a scalar: the loss without its regularization.</param>
/// <param name="Logits">Logits, <c>[N, K]</c>.</param>
/// <param name="Labels">Classes, int64 <c>[N]</c>.</param>
internal sealed record BatchLoss(Tensor Loss, Tensor CrossEntropy, Tensor Logits, Tensor Labels)
{
    public BatchFigures Figures => BatchFigures.Of(CrossEntropy, Logits, Labels);
}
