namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>What a state is the sum of.</summary>
/// <param name="Branch">The branch whose result is added.</param>
/// <param name="Choice">Index of its factor among the weights of the relaxed choice; negative where the factor is 1, the default.</param>
internal readonly record struct Summand(int Branch, int Choice = -1);
