using Microsoft.ML.AutoML;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>The cancellation and the time limit of one run of an experiment, for each of its proposals and trials.</summary>
/// <remarks>
/// AutoML asks the tuner, reports the running trial and only then ties the trial's token to its own stop. A cancellation in between, or a
/// time limit that
/// passes while the tuner proposes, never reaches the trial.
/// </remarks>
/// <param name="settings">The experiment's settings, with the token of the run.</param>
/// <param name="clock">Measures the time limit, from now on.</param>
internal sealed class ExperimentStop(AutoMLExperiment.AutoMLExperimentSettings settings, TimeProvider clock)
{
    // AutoML has to know of its time limit before the trial ends: a trial that ends earlier counts as failed.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49);
    private static readonly uint NotSet = new AutoMLExperiment.AutoMLExperimentSettings().MaxExperimentTimeInSeconds;

    private readonly long _begin = clock.GetTimestamp();
    private TimeSpan? _limit = settings.MaxExperimentTimeInSeconds == NotSet
        ? null
        : TimeSpan.FromSeconds(settings.MaxExperimentTimeInSeconds) + Grace;
    private CancellationTokenSource? _before;

    /// <summary>A source that is cancelled when the trial or the experiment is to stop.</summary>
    /// <param name="trial">The token that AutoML gives to the trial.</param>
    public CancellationTokenSource Link(CancellationToken trial) => _before = Linked(trial);

    /// <summary>A source that is cancelled when the experiment is to stop while the tuner proposes.</summary>
    public CancellationTokenSource LinkProposal() => Linked(CancellationToken.None);

    private CancellationTokenSource Linked(CancellationToken trial)
    {
        if (_before?.IsCancellationRequested == true)
        {
            _limit = null; // AutoML goes on, so the limit is not its own: it ignores one that is only in the settings
        }

        var source = CancellationTokenSource.CreateLinkedTokenSource(trial, settings.CancellationToken);
        if (_limit - clock.GetElapsedTime(_begin) is { } left && left < LongestTimer)
        {
            StopAfter(left, source);
        }

        return source;
    }

    private static void StopAfter(TimeSpan left, CancellationTokenSource source)
    {
        if (left > TimeSpan.Zero)
        {
            source.CancelAfter(left);
        }
        else
        {
            source.Cancel();
        }
    }
}
