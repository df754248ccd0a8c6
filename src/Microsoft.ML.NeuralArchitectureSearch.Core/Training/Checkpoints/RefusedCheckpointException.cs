namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>A checkpoint is of a run with other options, on other data or of another version of the library.</summary>
/// <param name="message">What differs.</param>
internal sealed class RefusedCheckpointException(string message) : ArgumentException(message);
