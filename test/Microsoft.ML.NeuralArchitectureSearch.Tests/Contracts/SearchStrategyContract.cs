using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>What every search strategy keeps. A strategy's test class inherits it and says how to make a small one.</summary>
public abstract class SearchStrategyContract
{
    private ImageData _data = null!;

    /// <summary>A strategy that makes at least two epochs of at least two steps on 64 images of 8x8 pixels, in a few seconds.</summary>
    protected abstract ISearchStrategy Create();

    protected virtual ISearchSpace Space { get; } = new DartsCellSpace
    {
        Nodes = 2,
        Operations = [OperationNames.None, OperationNames.SkipConnect, OperationNames.AveragePooling3x3, OperationNames.SeparableConvolution3x3],
    };

    protected SearchTask SmallTask => new() { Data = _data, Space = Space, Seed = 3 };

    [OneTimeSetUp]
    public void MakeImages() => _data = BarImages.Create();

    [OneTimeTearDown]
    public void DisposeImages() => _data.Dispose();

    [Test]
    public void The_architecture_found_is_a_member_of_the_space()
    {
        var result = Create().Search(SmallTask);

        Assert.That(Space.Contains(result.Genotype), Is.True);
        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Completed));
        Assert.That(result.Seed, Is.EqualTo(3));
    }

    [Test]
    public void The_same_seed_gives_the_same_search_bit_for_bit()
    {
        var first = Create().Search(SmallTask);
        var second = Create().Search(SmallTask);

        Assert.That(second.Genotype, Is.EqualTo(first.Genotype));
        Assert.That(
            second.History.Select(epoch => epoch with { Duration = default }),
            Is.EqualTo(first.History.Select(epoch => epoch with { Duration = default })));
    }

    [Test]
    public void Another_seed_gives_another_search()
    {
        var first = Create().Search(SmallTask);
        var second = Create().Search(SmallTask with { Seed = 4 });

        Assert.That(second.History[0].TrainingLoss, Is.Not.EqualTo(first.History[0].TrainingLoss));
    }

    [Test]
    public void The_random_numbers_of_torch_go_on_as_if_there_had_been_no_search()
    {
        manual_seed(17);
        using var undisturbed = rand(4);
        manual_seed(17);

        Create().Search(SmallTask);

        using var afterwards = rand(4);
        Assert.That(afterwards.data<float>().ToArray(), Is.EqualTo(undisturbed.data<float>().ToArray()));
    }

    [Test]
    public void A_time_budget_ends_the_search_with_the_best_so_far()
    {
        var events = new RecordedEvents();

        var result = Create().Search(SmallTask with { TimeBudget = TimeSpan.FromSeconds(5), Clock = new TickingClock(), Progress = events });

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.OutOfTime));
        Assert.That(Space.Contains(result.Genotype), Is.True);
        Assert.That(events.All.OfType<StepCompleted>().Count(), Is.InRange(1, 4));
        Assert.That(events.All[^1], Is.InstanceOf<PhaseCompleted>().With.Property(nameof(PhaseCompleted.Outcome)).EqualTo(SearchOutcome.OutOfTime));
    }

    [Test]
    public void A_cancelled_token_ends_the_search_at_the_next_mini_batch_with_the_best_so_far()
    {
        using var source = new CancellationTokenSource();
        var events = new RecordedEvents(happening => Cancel(happening, source));

        var result = Create().Search(SmallTask with { Cancellation = source.Token, Progress = events });

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Cancelled));
        Assert.That(Space.Contains(result.Genotype), Is.True);
        Assert.That(events.All.OfType<StepCompleted>().Count(), Is.EqualTo(2));
        Assert.That(events.All[^1], Is.InstanceOf<PhaseCompleted>());
    }

    [Test]
    public void A_host_that_is_polled_ends_the_search_as_well()
    {
        var questions = 0;

        var result = Create().Search(SmallTask with { IsCancelled = () => ++questions > 3 });

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Cancelled));
        Assert.That(questions, Is.EqualTo(4));
    }

    [Test]
    public void A_search_that_is_cancelled_before_it_begins_still_gives_a_member_of_the_space()
    {
        var result = Create().Search(SmallTask with { Cancellation = new CancellationToken(canceled: true) });

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Cancelled));
        Assert.That(result.History, Is.Empty);
        Assert.That(Space.Contains(result.Genotype), Is.True);
    }

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
        Assert.That(events.All.OfType<GenotypeDerived>().Last().Genotype, Is.EqualTo(result.Genotype));
        Assert.That(events.All.OfType<GenotypeDerived>().Count(), Is.EqualTo(plan.Epochs));
        Assert.That(events.All.Select(happening => happening.Elapsed), Is.Ordered);
        Assert.That(events.All[^1], Is.EqualTo(new PhaseCompleted(SearchPhase.Search, result.Duration, SearchOutcome.Completed)));
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

    [Test]
    public void There_is_no_search_without_a_task() =>
        Assert.That(() => Create().Search(null!), Throws.ArgumentNullException);

    private static void Cancel(SearchEvent happening, CancellationTokenSource source)
    {
        if (happening is StepCompleted { Epoch: 1, Step: 2 })
        {
            source.Cancel();
        }
    }
}
