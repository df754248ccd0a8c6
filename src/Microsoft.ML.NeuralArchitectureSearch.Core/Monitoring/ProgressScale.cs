namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>The scale of a part of the work.</summary>
/// <param name="First">Name of the first figure.</param>
/// <param name="Second">Name of the second figure.</param>
/// <param name="Unit">The unit of the work, in the plural.</param>
/// <param name="Count">Number of units planned.</param>
internal sealed record ProgressScale(string First, string Second, string Unit, int Count);
