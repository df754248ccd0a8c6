using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>What every search strategy keeps. A strategy's test class inherits it and says how to make a small one.</summary>
public abstract class SearchStrategyContract
{
    private TrainingData _data = null!;

    /// <summary>A strategy that works through at least four mini-batches or candidates on the small data, in a few seconds.</summary>
    protected abstract ISearchStrategy Create();

    protected virtual ISearchSpace Space { get; } = new DartsCellSpace
    {
        Nodes = 2,
        Operations = [OperationNames.None, OperationNames.SkipConnect, OperationNames.AveragePooling3x3, OperationNames
            .SeparableConvolution3x3],
    };

    /// <summary>What is searched on: by default 64 images of 8x8 pixels.</summary>
    protected virtual TrainingData CreateData() => BarImages.Create();

    protected SearchTask SmallTask => new() { Data = _data, Space = Space, Seed = 3 };

    [OneTimeSetUp]
    public void MakeData() => _data = CreateData();

    [OneTimeTearDown]
    public void DisposeData() => _data.Dispose();

    [Test]
    public void The_architecture_found_is_a_member_of_the_space()
    {
        var result = Create().Search(SmallTask);

        Assert.That(Space.Contains(result.Architecture), Is.True);
        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Completed));
        Assert.That(result.Seed, Is.EqualTo(3));
    }

    [Test]
    public void The_same_seed_gives_the_same_search_bit_for_bit()
    {
        var first = Create().Search(SmallTask);
        var second = Create().Search(SmallTask);

        Assert.That(second.Architecture, Is.EqualTo(first.Architecture));
        Assert.That(Figures(second), Is.EqualTo(Figures(first)));
    }

    [Test]
    public void Another_seed_gives_another_search()
    {
        var first = Create().Search(SmallTask);
        var second = Create().Search(SmallTask with { Seed = 4 });

        Assert.That(Figures(second), Is.Not.Empty.And.Not.EqualTo(Figures(first)));
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

        var result = Create().Search(
            SmallTask with { TimeBudget = TimeSpan.FromSeconds(5), Clock = new TickingClock(), Progress = events });

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.OutOfTime));
        Assert.That(Space.Contains(result.Architecture), Is.True);
        Assert.That(events.All.Count(IsStep), Is.InRange(1, 4));
        Assert.That(
            events.All[^1],
            Is.InstanceOf<PhaseCompleted>().With.Property(nameof(PhaseCompleted.Outcome)).EqualTo(SearchOutcome.OutOfTime));
    }

    [Test]
    public void A_cancelled_token_ends_the_search_at_the_next_step_with_the_best_so_far()
    {
        using var source = new CancellationTokenSource();
        var steps = 0;
        var events = new RecordedEvents(happening => CancelAtSecondStep(happening, ref steps, source));

        var result = Create().Search(SmallTask with { Cancellation = source.Token, Progress = events });

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Cancelled));
        Assert.That(Space.Contains(result.Architecture), Is.True);
        Assert.That(steps, Is.EqualTo(2));
        Assert.That(events.All[^1], Is.InstanceOf<PhaseCompleted>());
    }

    [Test]
    public void A_host_that_is_polled_ends_the_search_as_well()
    {
        var questions = 0;

        var result = Create().Search(SmallTask with { IsCancelled = () => ++questions > 3 });

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Cancelled));
        Assert.That(questions, Is.EqualTo(4).Or.EqualTo(5), "A reason to end may be asked for once more.");
    }

    [Test]
    public void A_search_that_is_cancelled_before_it_begins_still_gives_a_member_of_the_space()
    {
        var result = Create().Search(SmallTask with { Cancellation = new CancellationToken(canceled: true) });

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Cancelled));
        Assert.That(Figures(result), Is.Empty);
        Assert.That(Space.Contains(result.Architecture), Is.True);
    }

    [Test]
    public void The_events_are_in_order_and_the_last_one_tells_of_the_end()
    {
        var events = new RecordedEvents();

        var result = Create().Search(SmallTask with { Progress = events });

        Assert.That(
            events.All.Where(happening => happening.Phase == SearchPhase.Search).Select(happening => happening.Elapsed),
            Is.Ordered);
        Assert.That(events.All.Count(IsStep), Is.GreaterThanOrEqualTo(4));
        Assert.That(events.All[^1], Is.EqualTo(new PhaseCompleted(SearchPhase.Search, result.Duration, SearchOutcome.Completed)));
    }

    [Test]
    public void There_is_no_search_without_a_task() =>
        Assert.That(() => Create().Search(null!), Throws.ArgumentNullException);

    // What a search looks between at whether it must end.
    private static bool IsStep(SearchEvent happening) => happening is StepCompleted { Phase: SearchPhase.Search } or CandidateEvaluated;

    private static object[] Figures(NeuralArchitectureSearchResult result) =>
    [
        .. result.History.Select(epoch => epoch with { Duration = default }),
        .. result.Candidates.Select(evaluated => evaluated with { Result = evaluated.Result with { Duration = default } }),
    ];

    private static void CancelAtSecondStep(SearchEvent happening, ref int steps, CancellationTokenSource source)
    {
        if (IsStep(happening) && ++steps == 2)
        {
            source.Cancel();
        }
    }
}
