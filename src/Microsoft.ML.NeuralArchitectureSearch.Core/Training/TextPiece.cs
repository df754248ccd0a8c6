using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>A mini-batch of text.</summary>
/// <param name="Tokens">What is read, int64 <c>[T, B]</c>.</param>
/// <param name="Targets">What comes next, int64 <c>[T · B]</c>.</param>
/// <param name="State">The state before it.</param>
internal sealed record TextPiece(Tensor Tokens, Tensor Targets, Tensor State);
