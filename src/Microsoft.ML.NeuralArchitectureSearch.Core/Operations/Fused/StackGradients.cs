using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;

/// <summary>Gradients of what a stack computes with, each of the same shape; <see langword="null"/> where none is needed.</summary>
internal sealed record StackGradients(Tensor? First, Tensor? Second, Tensor? Choice, Tensor? Parameters);
