using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies;

public sealed class ProposerStrategyTests : SearchStrategyContract
{
    protected override ISearchStrategy Create() => Strategy(new ConvolutionCount());

    [Test]
    public void The_best_of_all_candidates_is_found()
    {
        var result = Create().Search(SmallTask);

        Assert.That(result.Candidates, Has.Length.EqualTo(12));
        Assert.That(ConvolutionCount.Score(result.Architecture), Is.EqualTo(result.Candidates.Max(evaluated => evaluated.Result.Score)));
        Assert.That(result.History, Is.Empty);
    }

    [Test]
    public void Every_candidate_is_an_event_with_the_best_so_far_and_the_time_left()
    {
        var events = new RecordedEvents();

        var result = Create().Search(SmallTask with { Progress = events, Clock = new TickingClock() });

        var candidates = events.All.OfType<CandidateEvaluated>().ToList();
        Assert.That(events.All[0], Is.EqualTo(new CandidateSearchStarted(12)));
        Assert.That(
            candidates.Select(candidate => (candidate.Index, candidate.Count)),
            Is.EqualTo(Enumerable.Range(1, 12).Select(index => (index, 12))));
        Assert.That(candidates.Select(candidate => candidate.Evaluated), Is.EqualTo(result.Candidates));
        Assert.That(candidates.Select(candidate => candidate.Best!.Result.Score), Is.Ordered);
        Assert.That(candidates[^1].Best!.Candidate.Architecture, Is.EqualTo(result.Architecture));
        Assert.That(candidates[0].Remaining, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(candidates[^1].Remaining, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void An_evaluation_is_given_up_when_the_host_is_cancelled_meanwhile()
    {
        var mayGoOn = true;

        var result = Endless(onBatch: batch => mayGoOn = batch < 3).Search(SmallTask with { IsCancelled = () => !mayGoOn });

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Cancelled));
        Assert.That(result.Candidates, Is.Empty);
        Assert.That(Space.Contains(result.Architecture), Is.True);
    }

    [Test]
    public void An_evaluation_is_given_up_when_the_time_is_up_meanwhile()
    {
        Assert.That(
            () => Endless(_ => { }).Search(SmallTask with { TimeBudget = TimeSpan.FromSeconds(50), Clock = new TickingClock() }),
            Throws.InstanceOf<TimeoutException>().With.Message.Contains("00:00:50").And.Message.Contains("no architecture was found"));
    }

    [Test]
    public void Candidates_that_fail_do_not_end_the_search()
    {
        var count = 0;
        var evaluator = new ConvolutionCount((_, _) =>
        {
            if (++count % 2 == 1)
            {
                throw new InsufficientMemoryException("Too large.");
            }
        });

        var result = Strategy(evaluator).Search(SmallTask);

        Assert.That(
            result.Candidates.Count(evaluated => evaluated.Result.Failure == "InsufficientMemoryException: Too large."),
            Is.EqualTo(6));
        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Completed));
    }

    [Test]
    public void A_search_whose_every_candidate_fails_says_why()
    {
        var evaluator = new ConvolutionCount((_, _) => throw new InvalidOperationException("The loss exploded."));

        Assert.That(
            () => Strategy(evaluator).Search(SmallTask),
            Throws.InvalidOperationException.With.Message.Contains("12").And.Message.Contains("exploded"));
    }

    [Test]
    public void The_evaluator_is_made_for_the_task_and_disposed_after_it()
    {
        SearchTask? seen = null;
        using var evaluator = new ConvolutionCount();
        var strategy = new ProposerStrategy(new RandomProposer(), task =>
        {
            seen = task;
            return evaluator;
        })
        {
            Evaluations = 1,
        };
        var task = SmallTask;

        strategy.Search(task);

        Assert.That(seen! with { IsCancelled = null }, Is.EqualTo(task));
        Assert.That(evaluator.IsDisposed, Is.True);
    }

    [Test]
    public void A_search_begun_again_on_its_history_finds_what_an_uninterrupted_one_does()
    {
        using var folder = new TemporaryFolder();
        var strategy = new ProposerStrategy(new RandomProposer(), _ => new ConvolutionCount())
        {
            Evaluations = 5,
            HistoryPath = folder.File("history.jsonl")
        };
        strategy.Search(SmallTask);

        var continued = new ProposerStrategy(new RandomProposer(), _ => new ConvolutionCount())
        {
            Evaluations = 12,
            HistoryPath = strategy.HistoryPath
        }.Search(SmallTask);

        Assert.That(continued.Candidates, Is.EqualTo(Create().Search(SmallTask).Candidates));
    }

    [Test]
    public void Parts_and_sizes_are_checked_when_they_are_given()
    {
        Assert.That(() => new ProposerStrategy(null!, _ => new ConvolutionCount()), Throws.ArgumentNullException);
        Assert.That(() => new ProposerStrategy(new RandomProposer(), null!), Throws.ArgumentNullException);
        Assert.That(
            () => new ProposerStrategy(new RandomProposer(), _ => new ConvolutionCount()) { Evaluations = 0 },
            Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => new ProposerStrategy(new RandomProposer(), _ => new ConvolutionCount()) { HistoryPath = " " },
            Throws.ArgumentException);
    }

    private static ProposerStrategy Strategy(IEvaluator evaluator) => new(new RandomProposer(), _ => evaluator) { Evaluations = 12 };

    // Its evaluations have no end of their own; they ask before every mini-batch whether they are cancelled.
    private static ProposerStrategy Endless(Action<int> onBatch) => new(new RandomProposer(), task => new ConvolutionCount((_, _) =>
    {
        for (var batch = 1; !task.IsCancelled!(); batch++)
        {
            onBatch(batch);
        }

        throw new OperationCanceledException();
    }));
}
