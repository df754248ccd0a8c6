namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>Who is told of what is read, and who may end it.</summary>
/// <param name="Info">Told of what was read.</param>
/// <param name="Warn">Told of what had to be left out.</param>
/// <param name="ThrowIfEnded">Called for every row and every text; it throws when the work is cancelled or its time is up.</param>
internal sealed record ReadingLog(Action<string> Info, Action<string> Warn, Action ThrowIfEnded);
