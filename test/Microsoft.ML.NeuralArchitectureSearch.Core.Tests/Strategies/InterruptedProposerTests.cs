using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Bananas;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Progressive;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies;

/// <summary>A search whose proposer computes is ended within a step, with the best so far.</summary>
public sealed class InterruptedProposerTests
{
    private static readonly NaoOptions Nao = new()
    {
        InitialArchitectures = 4,
        GenerationSize = 2,
        SeedArchitectures = 2,
        InitialTrainingSteps = 50,
        TrainingSteps = 50
    };

    // The steps of the first training, at least, within so many candidates and one more question.
    private static TestCaseData[] Learners =>
    [
        new TestCaseData(new NaoProposer(Nao), 4, 50).SetArgDisplayNames("NAO"),
        new TestCaseData(new BananasProposer(new() { Initial = 4, Surrogate = new() { Steps = 40 } }), 4, 40).SetArgDisplayNames("BANANAS"),
        new TestCaseData(new ProgressiveProposer(new() { BeamWidth = 4, Surrogate = new() { Steps = 40 } }), 4, 40).SetArgDisplayNames(
            "PNAS"),
        new TestCaseData(
            new ReinforcementProposer(new() { BatchSize = 4, Training = new() { Update = new ProximalPolicyUpdate { Steps = 30 } } }),
            4,
            30).SetArgDisplayNames("PPO"),
        new TestCaseData(new Nsga2Proposer(new() { PopulationSize = 4, Objectives = WeighedObjectives, Screening = new() }), 4, 100)
            .SetArgDisplayNames("screened NSGA-II"),
    ];

    private static Objectives WeighedObjectives => Nsga2.WeighedCells.Objectives;

    [TestCaseSource(nameof(Learners))]
    public void A_training_is_ended_before_any_of_its_steps(IProposer proposer, int candidates, int steps)
    {
        foreach (var last in new[] { 1, steps / 2, steps })
        {
            var asked = 0;
            var thinks = false;
            using var run = proposer.Start(ToySearch.Space, seed: 1, new ProposerContext { IsCancelled = () => thinks && ++asked == last });
            for (var index = 0; index < candidates; index++)
            {
                var candidate = run.Propose().Single();
                run.Observe(new(candidate, Nsga2.WeighedCells.Evaluate(candidate)));
            }

            thinks = true;
            Assert.That(() => run.Propose(), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(asked, Is.EqualTo(last));
        }
    }

    [Test]
    public void A_cancelled_search_has_the_candidates_until_then()
    {
        using var source = new CancellationTokenSource();
        var proposer = new ThinkingProposer(3, step => CancelAt(5, step, source));

        var found = Search(proposer) with { Cancellation = source.Token };
        var result = found.Run();

        Assert.That((result.Outcome, result.Candidates.Length, proposer.Steps), Is.EqualTo((SearchOutcome.Cancelled, 3, 5)));
    }

    [Test]
    public void A_host_that_is_polled_ends_a_proposer_as_well()
    {
        var proposer = new ThinkingProposer(3);

        var result = (Search(proposer) with { IsCancelled = () => proposer.Steps == 5 }).Run();

        Assert.That((result.Outcome, result.Candidates.Length, proposer.Steps), Is.EqualTo((SearchOutcome.Cancelled, 3, 5)));
    }

    [Test]
    public void A_time_budget_ends_a_proposer_with_the_best_so_far()
    {
        var clock = new SetClock();
        var proposer = new ThinkingProposer(3, step => clock.Seconds = step);

        var result = (Search(proposer) with { TimeBudget = TimeSpan.FromSeconds(5), Clock = clock }).Run();

        Assert.That((result.Outcome, result.Candidates.Length, proposer.Steps), Is.EqualTo((SearchOutcome.OutOfTime, 3, 5)));
    }

    [Test]
    public void A_proposer_that_computes_before_its_first_candidate_ends_in_a_time_out()
    {
        using var data = BarImages.Create();
        var clock = new SetClock();
        var strategy = new ProposerStrategy(new ThinkingProposer(0, step => clock.Seconds = step), _ => new ConvolutionCount());
        var task = new SearchTask { Data = data, Space = new DartsCellSpace(), TimeBudget = TimeSpan.FromSeconds(5), Clock = clock };

        Assert.That(() => strategy.Search(task), Throws.InstanceOf<TimeoutException>().With.Message.Contains("no architecture was found"));
    }

    [Test]
    public void A_history_is_found_even_if_the_proposer_is_interrupted_while_it_is_replayed()
    {
        using var folder = new TemporaryFolder();
        var all = (Search(new ThinkingProposer(6)) with { HistoryPath = folder.File("history.jsonl"), Evaluations = 6 }).Run();
        using var source = new CancellationTokenSource();
        var interrupted = Search(new ThinkingProposer(2, step => CancelAt(5, step, source))) with
        {
            HistoryPath = folder.File("history.jsonl"),
            Cancellation = source.Token,
        };

        var result = interrupted.Run();

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Cancelled));
        Assert.That(result.Candidates, Is.EqualTo(all.Candidates));
    }

    [Test]
    public void An_exception_of_a_proposer_is_no_cancellation()
    {
        var proposer = new ThinkingProposer(1, _ => throw new OperationCanceledException("The proposer's own."));

        Assert.That(() => Search(proposer).Run(), Throws.InstanceOf<SearchCancelledException>());
    }

    private static CandidateSearch Search(IProposer proposer) => new()
    {
        Space = new DagCellSpace { Nodes = 4 },
        Proposer = proposer,
        Evaluator = new ConvolutionCount(),
        Evaluations = 10,
    };

    private static void CancelAt(int last, int step, CancellationTokenSource source)
    {
        if (step == last)
        {
            source.Cancel();
        }
    }
}
