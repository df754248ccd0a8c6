namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>A row's image could not be read: its file is missing, empty or damaged, or a step before failed on it.</summary>
internal sealed class UnreadableRowException(
    string message,
    Exception? innerException = null) : InvalidOperationException(message, innerException);
