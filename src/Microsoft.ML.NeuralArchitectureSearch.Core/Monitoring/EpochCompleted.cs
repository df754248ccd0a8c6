using static System.FormattableString;

namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>An epoch ended.</summary>
/// <param name="Phase">The part of the work.</param>
/// <param name="Elapsed">Time since that part began.</param>
/// <param name="Record">The epoch's figures.</param>
/// <param name="Epochs">Number of epochs planned.</param>
/// <param name="Remaining">Estimated time to the end of the phase.</param>
public sealed record EpochCompleted(SearchPhase Phase, TimeSpan Elapsed, EpochRecord Record, int Epochs, TimeSpan Remaining)
    : SearchEvent(Phase, Elapsed)
{
    /// <inheritdoc />
    public override string Describe()
    {
        var line = Invariant(
            $"{Phase}: epoch {Record.Epoch} of {Epochs}: loss {Record.TrainingLoss:F4}, accuracy {Record.TrainingAccuracy:P2}");
        if (Record is { ValidationLoss: { } loss, ValidationAccuracy: { } accuracy })
        {
            line += Invariant($", validation loss {loss:F4}, validation accuracy {accuracy:P2}");
        }

        return $"{line}; {LogTime.Of(Remaining)} left.";
    }

    internal override ProgressFigures Checkpoint => new(Record.TrainingLoss, Record.TrainingAccuracy, Record.Epoch);
}
