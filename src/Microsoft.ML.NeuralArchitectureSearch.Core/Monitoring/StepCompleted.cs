namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>A mini-batch was worked through.</summary>
/// <param name="Phase">The part of the work.</param>
/// <param name="Elapsed">Time since that part began.</param>
/// <param name="Epoch">Epoch, from 1.</param>
/// <param name="Step">Mini-batch of the epoch, from 1.</param>
/// <param name="StepsPerEpoch">Number of mini-batches in an epoch.</param>
/// <param name="Loss">Mean cross-entropy of the epoch so far, in nats.</param>
/// <param name="Accuracy">Share of the epoch's images classified rightly so far, 0 to 1.</param>
/// <param name="Remaining">Estimated time to the end of the phase.</param>
public sealed record StepCompleted(
    SearchPhase Phase, TimeSpan Elapsed, int Epoch, int Step, int StepsPerEpoch, double Loss, double Accuracy, TimeSpan Remaining)
    : SearchEvent(Phase, Elapsed)
{
    internal override ProgressFigures Progress => new(Loss, Accuracy, Epoch - 1 + ((double)Step / StepsPerEpoch));
}
