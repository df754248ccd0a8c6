namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>A summand of a state.</summary>
/// <param name="Branch">The branch whose result is added.</param>
/// <param name="Target">The state that it is added to.</param>
/// <param name="Choice">Index of its factor among the weights of the relaxed choice; negative where the factor is 1.</param>
internal sealed record TermPlan(int Branch, int Target, int Choice);
