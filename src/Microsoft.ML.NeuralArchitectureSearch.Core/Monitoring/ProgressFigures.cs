namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>The figures of a part of the work at one time.</summary>
/// <param name="First">The first figure; <see langword="null"/> if unknown.</param>
/// <param name="Second">The second figure; <see langword="null"/> if unknown.</param>
/// <param name="Done">Number of units done.</param>
internal sealed record ProgressFigures(double? First, double? Second, double Done);
