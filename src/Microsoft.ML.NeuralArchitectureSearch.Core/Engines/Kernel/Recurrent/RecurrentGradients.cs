using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;

/// <summary>Gradients of a recurrent layer; <see langword="null"/> where none was asked for.</summary>
internal sealed record RecurrentGradients(Tensor? Inputs, Tensor? Hidden, Tensor? Choice, IReadOnlyList<Tensor?> Weights);
