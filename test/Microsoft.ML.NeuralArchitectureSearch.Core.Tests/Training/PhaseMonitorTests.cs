using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training;

public sealed class PhaseMonitorTests
{
    private readonly RecordedEvents _events = new();

    [Test]
    public void The_remaining_time_is_what_the_steps_left_would_take_at_the_pace_so_far()
    {
        var monitor = Create(budget: null);

        monitor.StepDone(epoch: 1, step: 3, new RunningFigures()); // 1 s for 3 of 12 steps

        Assert.That(_events.All.OfType<StepCompleted>().Last().Remaining, Is.EqualTo(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public void The_remaining_time_is_never_more_than_the_budget_leaves()
    {
        var monitor = Create(budget: TimeSpan.FromSeconds(2.5));

        monitor.StepDone(epoch: 1, step: 3, new RunningFigures());

        Assert.That(_events.All.OfType<StepCompleted>().Last().Remaining, Is.EqualTo(TimeSpan.FromSeconds(1.5)));
    }

    [Test]
    public void Time_is_up_once_the_budget_is_reached()
    {
        var monitor = Create(budget: TimeSpan.FromSeconds(2));

        Assert.That(monitor.Interruption(), Is.Null);
        Assert.That(monitor.Interruption(), Is.EqualTo(SearchOutcome.OutOfTime));
    }

    [Test]
    public void A_mean_counts_every_image_alike()
    {
        var figures = new RunningFigures();

        figures.Add(new BatchFigures(Loss: 1, Correct: 3, Count: 3));
        figures.Add(new BatchFigures(Loss: 5, Correct: 0, Count: 1));

        Assert.That(figures.Loss, Is.EqualTo(2));
        Assert.That(figures.Accuracy, Is.EqualTo(0.75));
    }

    [Test]
    public void Without_images_held_out_an_epoch_has_no_validation_figures()
    {
        var monitor = Create(budget: null);

        monitor.EpochDone(epoch: 1, new RunningFigures(), new RunningFigures());

        Assert.That(monitor.History[0].ValidationLoss, Is.Null);
        Assert.That(monitor.History[0].ValidationAccuracy, Is.Null);
    }

    private PhaseMonitor Create(TimeSpan? budget) => new(
        new PhasePlan(SearchPhase.Training, Epochs: 3, StepsPerEpoch: 4, ParameterCount: 10, budget),
        new TrainingContext { Clock = new TickingClock(), Progress = _events });
}
