using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>What a language model makes of a piece of text.</summary>
/// <param name="Logits">
/// For each token of the vocabulary how likely it comes next, before softmax, float <c>[T · B, V]</c>, step by step.
/// </param>
/// <param name="State">The state behind the last step, for the next piece of the same texts.</param>
/// <param name="Hidden">What the recurrent layer gives, float <c>[T, B, H]</c>.</param>
/// <param name="Dropped">The same behind the output dropout: what the decoder reads, float <c>[T, B, H]</c>.</param>
internal sealed record LanguageModelOutput(Tensor Logits, Tensor State, Tensor Hidden, Tensor Dropped);
