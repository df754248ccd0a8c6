using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>Tells ML.NET's channels of a search and a training, a line for every epoch and candidate, and passes every event on to the user's observer.</summary>
/// <param name="channel">Where the lines go; not owned.</param>
/// <param name="environment">Opens the progress channels.</param>
/// <param name="user">The user's observer.</param>
internal sealed class ChannelProgress(IChannel channel, IProgressChannelProvider environment, IProgress<SearchEvent>? user)
    : IProgress<SearchEvent>, IDisposable
{
    private IProgressChannel? _progress;
    private Action<IProgressEntry>? _fill;
    private int _epochs;

    public void Report(SearchEvent value)
    {
        if (EventLines.Describe(value) is { } line)
        {
            Tell(value, line);
        }

        switch (value)
        {
            case PhaseStarted started:
                _epochs = started.Epochs;
                Open(started.Phase, new ProgressHeader(["Loss", "Accuracy"], ["epochs"]));
                break;
            case CandidateSearchStarted started:
                Open(started.Phase, new ProgressHeader(["Score", "Best"], ["candidates"]));
                break;
            case StepCompleted step:
                _fill = entry => Fill(entry, step);
                break;
            case EpochCompleted { Record: var record }:
                _progress?.Checkpoint(record.TrainingLoss, record.TrainingAccuracy, record.Epoch);
                break;
            case CandidateEvaluated candidate:
                _fill = entry => Fill(entry, candidate);
                _progress?.Checkpoint(EventLines.ScoreOf(candidate.Evaluated), EventLines.ScoreOf(candidate.Best), candidate.Index);
                break;
        }

        user?.Report(value);
    }

    public void Dispose() => _progress?.Dispose();

    private void Tell(SearchEvent value, string line)
    {
        switch (value)
        {
            case SearchWarning:
                channel.Warning(MessageSensitivity.None, line);
                break;
            case GenotypeDerived:
                channel.Trace(MessageSensitivity.None, line);
                break;
            default:
                channel.Info(MessageSensitivity.None, line);
                break;
        }
    }

    private void Open(SearchPhase phase, ProgressHeader header)
    {
        _progress?.Dispose();
        _fill = null;
        _progress = environment.StartProgressChannel(phase.ToString());
        // Asked by the environment whenever it wants to know, also between two events and on another thread.
        _progress.SetHeader(header, entry => _fill?.Invoke(entry));
    }

    private void Fill(IProgressEntry entry, StepCompleted step)
    {
        entry.SetMetric(0, step.Loss);
        entry.SetMetric(1, step.Accuracy);
        entry.SetProgress(0, step.Epoch - 1 + ((double)step.Step / step.StepsPerEpoch), _epochs);
    }

    private static void Fill(IProgressEntry entry, CandidateEvaluated candidate)
    {
        if (EventLines.ScoreOf(candidate.Evaluated) is { } score)
        {
            entry.SetMetric(0, score);
        }

        if (EventLines.ScoreOf(candidate.Best) is { } best)
        {
            entry.SetMetric(1, best);
        }

        entry.SetProgress(0, candidate.Index, candidate.Count);
    }
}
