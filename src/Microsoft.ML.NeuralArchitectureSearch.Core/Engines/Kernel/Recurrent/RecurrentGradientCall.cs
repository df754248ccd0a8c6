namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;

/// <summary>
/// Which gradients a backward pass through a recurrent layer has to compute, and whether the call had a mask of the inputs.
/// </summary>
internal sealed record RecurrentGradientCall(bool NeedsInputs, bool NeedsHidden, bool NeedsChoice, bool NeedsWeights, bool HasInputMask);
