namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>Who is told of what is read, and asked whether to go on.</summary>
/// <param name="Info">Told of what was read.</param>
/// <param name="Warn">Told of what had to be left out.</param>
/// <param name="IsCancelled">Asked from time to time.</param>
internal sealed record ReadingLog(Action<string> Info, Action<string> Warn, Func<bool> IsCancelled);
