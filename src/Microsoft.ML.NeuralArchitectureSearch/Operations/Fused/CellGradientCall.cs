namespace Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;

/// <summary>Which gradients a backward pass has to compute.</summary>
internal sealed record CellGradientCall(bool NeedsEarlier, bool NeedsPrevious, bool NeedsParameters, bool NeedsChoice, bool HasChoice);
