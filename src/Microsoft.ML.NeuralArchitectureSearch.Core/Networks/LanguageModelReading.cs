using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>How well a language model foresaw a piece of text.</summary>
/// <param name="CrossEntropy">Mean cross-entropy of the tokens that came next, in nats, a scalar.</param>
/// <param name="Correct">How many of them the model thought the likeliest.</param>
/// <param name="State">The state behind the last step, for the next piece of the same texts.</param>
/// <param name="Hidden">What the recurrent layer gives, float <c>[T, B, H]</c>.</param>
/// <param name="Dropped">The same behind the output dropout: what the decoder reads, float <c>[T, B, H]</c>.</param>
internal sealed record LanguageModelReading(Tensor CrossEntropy, long Correct, Tensor State, Tensor Hidden, Tensor Dropped);
