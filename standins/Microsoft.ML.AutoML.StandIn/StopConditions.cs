namespace Microsoft.ML.AutoML;

/// <summary>The caller's token, the time and the number of trials. The clock starts at construction.</summary>
internal sealed class StopConditions
{
    private readonly int? _maxTrials;
    private readonly CancellationTokenSource _source;
    private Action _stopping;
    private int _ended;

    internal StopConditions(int? maxTrials, TimeSpan? maxTime, CancellationToken token)
    {
        _maxTrials = maxTrials;
        _source = CancellationTokenSource.CreateLinkedTokenSource(token);
        _source.Token.Register(() => _stopping?.Invoke());
        if (maxTime is { } time)
        {
            _source.CancelAfter(time);
        }
    }

    internal bool Requested => _source.IsCancellationRequested || _ended >= _maxTrials;

    /// <summary>As in the original, only a stop from now on reaches the trial: one that was requested before is lost.</summary>
    internal void Subscribe(Action handler) => _stopping += handler;

    internal void Unsubscribe(Action handler) => _stopping -= handler;

    internal void TrialEnded() => _ended++;
}

internal sealed class BestTrial
{
    internal TrialResult Result { get; private set; }

    // A loss that is not a number is never better, and neither is the loss of a failed trial.
    internal bool Offer(TrialResult result)
    {
        if (!(result.Loss < (Result?.Loss ?? double.MaxValue)))
        {
            return false;
        }

        Result = result;
        return true;
    }
}
