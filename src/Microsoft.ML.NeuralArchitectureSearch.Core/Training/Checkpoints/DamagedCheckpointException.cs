namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>A checkpoint is damaged, or its file is no checkpoint.</summary>
/// <param name="message">The file and the damage.</param>
/// <param name="inner">The cause; <see langword="null"/> for none.</param>
internal sealed class DamagedCheckpointException(string message, Exception? inner = null) : FormatException(message, inner);
