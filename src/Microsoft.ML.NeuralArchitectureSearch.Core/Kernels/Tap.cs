namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>One tap of a filter.</summary>
/// <param name="Row">Rows from the target's place in the source to the pixel that is read.</param>
/// <param name="Column">Columns from the target's place in the source to the pixel that is read.</param>
/// <param name="Weight">Index of its weight.</param>
internal readonly record struct Tap(int Row, int Column, int Weight);
