using System.Globalization;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>Tells ML.NET's channels of a search and a training, a line for every epoch, and passes every event on to the user's observer.</summary>
/// <param name="channel">Where the lines go; not owned.</param>
/// <param name="environment">Opens the progress channels.</param>
/// <param name="user">The user's observer.</param>
internal sealed class ChannelProgress(IChannel channel, IProgressChannelProvider environment, IProgress<SearchEvent>? user)
    : IProgress<SearchEvent>, IDisposable
{
    private IProgressChannel? _progress;
    private StepCompleted? _lastStep;
    private int _epochs;

    public void Report(SearchEvent value)
    {
        switch (value)
        {
            case PhaseStarted started:
                Begin(started);
                break;
            case StepCompleted step:
                _lastStep = step;
                break;
            case EpochCompleted epoch:
                Info(Describe(epoch));
                _progress?.Checkpoint(epoch.Record.TrainingLoss, epoch.Record.TrainingAccuracy, epoch.Record.Epoch);
                break;
            case GenotypeDerived derived:
                channel.Trace(MessageSensitivity.None, $"Architecture after epoch {derived.Epoch}: {derived.Genotype}");
                break;
            case PhaseCompleted completed:
                Info($"{completed.Phase} {Describe(completed.Outcome)} after {Time(completed.Elapsed)}.");
                break;
        }

        user?.Report(value);
    }

    public void Dispose() => _progress?.Dispose();

    private void Begin(PhaseStarted started)
    {
        Info(Text($"{started.Phase} of {started.Epochs} epochs, {started.StepsPerEpoch} mini-batches each; {started.ParameterCount:N0} weights."));
        _progress?.Dispose();
        _lastStep = null;
        _epochs = started.Epochs;
        _progress = environment.StartProgressChannel(started.Phase.ToString());
        _progress.SetHeader(new ProgressHeader(["Loss", "Accuracy"], ["epochs"]), Fill);
    }

    // Called by the environment whenever it wants to know, also between two epochs and on another thread.
    private void Fill(IProgressEntry entry)
    {
        if (_lastStep is not { } step)
        {
            return;
        }

        entry.SetMetric(0, step.Loss);
        entry.SetMetric(1, step.Accuracy);
        entry.SetProgress(0, step.Epoch - 1 + ((double)step.Step / step.StepsPerEpoch), _epochs);
    }

    private static string Describe(EpochCompleted epoch)
    {
        var (record, left) = (epoch.Record, epoch.Remaining);
        var line = Text($"{epoch.Phase}: epoch {record.Epoch} of {epoch.Epochs}: loss {record.TrainingLoss:F4}, accuracy {record.TrainingAccuracy:P2}");
        if (record.ValidationLoss is { } loss && record.ValidationAccuracy is { } accuracy)
        {
            line += Text($", validation loss {loss:F4}, validation accuracy {accuracy:P2}");
        }

        return $"{line}; {Time(left)} left.";
    }

    private static string Describe(SearchOutcome outcome) => outcome switch
    {
        SearchOutcome.OutOfTime => "ended by its time budget",
        SearchOutcome.Cancelled => "cancelled",
        _ => "completed",
    };

    private static string Time(TimeSpan time) => Text($"{time:h\\:mm\\:ss}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Info(string line) => channel.Info(MessageSensitivity.None, line);
}
