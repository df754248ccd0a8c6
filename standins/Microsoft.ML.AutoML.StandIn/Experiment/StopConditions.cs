namespace Microsoft.ML.AutoML;

/// <summary>The caller's token, the time and the number of trials: whichever comes first. The clock starts at construction.</summary>
internal sealed class StopConditions : IDisposable
{
    private readonly int? _maxTrials;
    private readonly CancellationTokenSource _source;
    private bool _trialCanceled;
    private int _ended;

    internal StopConditions(int? maxTrials, TimeSpan? maxTime, CancellationToken token)
    {
        _maxTrials = maxTrials;
        _source = CancellationTokenSource.CreateLinkedTokenSource(token);
        if (maxTime is { } time)
            _source.CancelAfter(time);
    }

    internal bool Requested => _source.IsCancellationRequested || _ended >= _maxTrials || _trialCanceled;

    internal CancellationTokenSource NewTrial()
    {
        var trial = CancellationTokenSource.CreateLinkedTokenSource(_source.Token);

        // As in the original, cancelling one trial (for its memory, say) stops the experiment.
        trial.Token.Register(() => _trialCanceled = true);
        return trial;
    }

    internal void TrialEnded() => _ended++;

    public void Dispose() => _source.Dispose();
}
