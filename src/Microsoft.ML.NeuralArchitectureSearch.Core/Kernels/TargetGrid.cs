namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Target pixels at equal distances.</summary>
/// <param name="Rows">Rows of targets.</param>
/// <param name="Columns">Targets in a row.</param>
/// <param name="Start">Pixels from the start of the plane to the first target.</param>
/// <param name="RowStep">Pixels from a row of targets to the next.</param>
/// <param name="Step">Pixels from a target to the next in its row.</param>
internal readonly record struct TargetGrid(int Rows, int Columns, int Start, int RowStep, int Step);
