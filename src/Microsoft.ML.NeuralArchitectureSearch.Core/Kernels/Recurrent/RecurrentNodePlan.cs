namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <summary>A node: which states it reads, all with the same weights.</summary>
/// <param name="FirstSource">The first state.</param>
/// <param name="SourceCount">How many that follow each other.</param>
internal sealed record RecurrentNodePlan(int FirstSource, int SourceCount);
