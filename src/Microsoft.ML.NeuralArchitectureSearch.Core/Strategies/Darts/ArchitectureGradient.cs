using Microsoft.ML.NeuralArchitectureSearch.Training;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>The gradient of the validation loss by α.</summary>
/// <param name="Alphas">One gradient for each α, <c>[E, O]</c>.</param>
/// <param name="Validation">Loss and accuracy on the validation mini-batch, at the weights that the gradient was taken at.</param>
internal sealed record ArchitectureGradient(IReadOnlyList<Tensor> Alphas, BatchFigures Validation);
