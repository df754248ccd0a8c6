namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>The figures of one epoch.</summary>
/// <param name="Epoch">Epoch, from 1.</param>
/// <param name="TrainingLoss">Mean cross-entropy over the training images, in nats.</param>
/// <param name="TrainingAccuracy">Share of the training images classified rightly, 0 to 1.</param>
/// <param name="ValidationLoss">Mean cross-entropy over the images held out, in nats; <see langword="null"/> where none are.</param>
/// <param name="ValidationAccuracy">Share of the images held out that is classified rightly; <see langword="null"/> where none are.</param>
/// <param name="Duration">How long the epoch took.</param>
public sealed record EpochRecord(
    int Epoch, double TrainingLoss, double TrainingAccuracy, double? ValidationLoss, double? ValidationAccuracy, TimeSpan Duration);
