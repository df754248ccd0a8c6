using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Tuning;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tuning;

public sealed class ExperimentStopTests
{
    private readonly AutoMLExperiment.AutoMLExperimentSettings _settings = new();
    private readonly SetClock _clock = new();

    [SetUp]
    public void Reset() => (_settings.CancellationToken, _settings.MaxExperimentTimeInSeconds, _clock.Seconds) = (default, 24 * 60 * 60, 0);

    [Test]
    public void A_cancellation_before_the_trial_reaches_it()
    {
        using var source = new CancellationTokenSource();
        _settings.CancellationToken = source.Token;
        var stop = new ExperimentStop(_settings, _clock);
        source.Cancel();

        using var trial = stop.Link(CancellationToken.None);

        Assert.That(trial.IsCancellationRequested, Is.True);
    }

    [Test]
    public void The_trial_s_own_token_counts_too()
    {
        using var source = new CancellationTokenSource();
        using var trial = new ExperimentStop(_settings, _clock).Link(source.Token);

        source.Cancel();

        Assert.That(trial.IsCancellationRequested, Is.True);
    }

    [Test]
    public void A_time_limit_that_passed_before_the_trial_stops_it()
    {
        _settings.MaxExperimentTimeInSeconds = 10;
        var stop = new ExperimentStop(_settings, _clock);
        _clock.Seconds = 11;

        using var trial = stop.Link(CancellationToken.None);

        Assert.That(trial.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)), Is.True);
    }

    [Test]
    public void A_stop_reaches_a_proposal_and_the_trial_after_it()
    {
        _settings.MaxExperimentTimeInSeconds = 10;
        var stop = new ExperimentStop(_settings, _clock);
        _clock.Seconds = 11;

        using var proposal = stop.LinkProposal();
        using var trial = stop.Link(CancellationToken.None);
        using var next = stop.LinkProposal();

        Assert.That((proposal.IsCancellationRequested, trial.IsCancellationRequested), Is.EqualTo((true, true)));
        Assert.That(next.IsCancellationRequested, Is.False, "AutoML goes on: the limit is not its own.");
    }

    [Test]
    public void A_time_limit_that_AutoML_ignores_costs_one_trial()
    {
        _settings.MaxExperimentTimeInSeconds = 10;
        var stop = new ExperimentStop(_settings, _clock);
        _clock.Seconds = 11;
        using var first = stop.Link(CancellationToken.None);
        first.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));

        using var second = stop.Link(CancellationToken.None);

        Assert.That(second.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(50)), Is.False);
    }

    [Test]
    public void Without_a_time_limit_a_trial_may_take_days()
    {
        var stop = new ExperimentStop(_settings, _clock);
        _clock.Seconds = 48 * 60 * 60;

        using var trial = stop.Link(CancellationToken.None);

        Assert.That(trial.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(50)), Is.False);
    }

    private sealed class SetClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
