using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>Gradients of what a region computes with, each of the same shape; <see langword="null"/> where none is needed.</summary>
internal sealed record RegionGradients(ImmutableArray<Tensor?> Maps, Tensor? Parameters, Tensor? Choice);
