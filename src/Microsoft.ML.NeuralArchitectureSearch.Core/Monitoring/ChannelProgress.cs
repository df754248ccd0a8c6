using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>
/// Tells ML.NET's channels of a search and a training, a line for every epoch and candidate, and passes every event on to the user's
/// observer.
/// </summary>
/// <param name="channel">Where the lines go; not owned.</param>
/// <param name="environment">Opens the progress channels.</param>
/// <param name="user">The user's observer.</param>
internal sealed class ChannelProgress(IChannel channel, IProgressChannelProvider environment, IProgress<SearchEvent>? user)
    : IProgress<SearchEvent>, IDisposable
{
    private IProgressChannel? _progress;
    private Action<IProgressEntry>? _fill;
    private int _count;

    public void Report(SearchEvent value)
    {
        if (value.Describe() is { } line)
        {
            Tell(value, line);
        }

        if (value.Scale is { } scale)
        {
            Open(value.Phase, scale);
        }

        if (value.Progress is { } figures)
        {
            _fill = entry => Fill(entry, figures);
        }

        if (value.Checkpoint is { } kept)
        {
            _progress?.Checkpoint(kept.First, kept.Second, kept.Done);
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

    private void Open(SearchPhase phase, ProgressScale scale)
    {
        _progress?.Dispose();
        (_fill, _count) = (null, scale.Count);
        _progress = environment.StartProgressChannel(phase.ToString());
        // Asked by the environment whenever it wants to know, also between two events and on another thread.
        _progress.SetHeader(new ProgressHeader([scale.First, scale.Second], [scale.Unit]), entry => _fill?.Invoke(entry));
    }

    private void Fill(IProgressEntry entry, ProgressFigures figures)
    {
        if (figures.First is { } first)
        {
            entry.SetMetric(0, first);
        }

        if (figures.Second is { } second)
        {
            entry.SetMetric(1, second);
        }

        entry.SetProgress(0, figures.Done, _count);
    }
}
