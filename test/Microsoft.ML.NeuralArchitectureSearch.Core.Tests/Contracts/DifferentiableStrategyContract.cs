using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>What every strategy keeps that learns an architecture mini-batch by mini-batch, in epochs.</summary>
/// <remarks>Its <see cref="SearchStrategyContract.Create"/> makes at least two epochs of at least two steps.</remarks>
public abstract class DifferentiableStrategyContract : SearchStrategyContract
{
    [Test]
    public void The_events_tell_of_every_step_and_epoch_in_order()
    {
        var events = new RecordedEvents();

        var result = Create().Search(SmallTask with { Progress = events });

        Assert.That(events.All[0], Is.InstanceOf<PhaseStarted>());
        var plan = (PhaseStarted)events.All[0];
        var steps = events.All.OfType<StepCompleted>().ToList();
        Assert.That(
            steps.Select(step => (step.Epoch, step.Step)),
            Is.EqualTo(Enumerable.Range(0, plan.Epochs * plan.StepsPerEpoch)
                .Select(index => ((index / plan.StepsPerEpoch) + 1, (index % plan.StepsPerEpoch) + 1))));
        Assert.That(events.All.OfType<EpochCompleted>().Select(epoch => epoch.Record), Is.EqualTo(result.History));
        Assert.That(events.All.OfType<GenotypeDerived>().Last().Genotype, Is.EqualTo(result.Architecture));
        Assert.That(events.All.OfType<GenotypeDerived>().Count(), Is.EqualTo(plan.Epochs));
    }

    [Test]
    public void A_host_is_asked_once_a_mini_batch()
    {
        var questions = 0;

        Create().Search(SmallTask with { IsCancelled = () => ++questions > 3 });

        Assert.That(questions, Is.EqualTo(4));
    }

    [Test]
    public void The_remaining_time_falls_to_zero()
    {
        var events = new RecordedEvents();

        Create().Search(SmallTask with { Progress = events, Clock = new TickingClock() });

        var remaining = events.All.OfType<StepCompleted>().Select(step => step.Remaining).ToList();
        Assert.That(remaining[0], Is.GreaterThan(TimeSpan.Zero));
        Assert.That(remaining[^1], Is.EqualTo(TimeSpan.Zero));
    }
}
