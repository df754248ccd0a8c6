using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>A level of the names in a state dict: torch forbids points within the name of one module.</summary>
internal sealed class WeightScope() : Module(nameof(WeightScope));
