using System.Globalization;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Bananas;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Progressive;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies;

/// <summary>What the proposers that learn tell of themselves: to observers, and in the first line of a history.</summary>
public sealed class LearnedProposersTests
{
    private static readonly SurrogateOptions Small = new() { Units = 8, Steps = 5 };

    private static readonly TestCaseData[] Settings =
    [
        new TestCaseData(
            new NaoProposer(new() {
                InitialArchitectures = 5 }), new NaoProposer(new() { InitialArchitectures = 5, StepSize = 2.5 }), "StepSize = 2.5"),
        new TestCaseData(
            new NaoProposer(new() { InitialArchitectures = 5 }),
            new NaoProposer(new() { InitialArchitectures = 5, Model = new() { HiddenSize = 16, EmbeddingSize = 16 } }),
            "HiddenSize = 16"),
        new TestCaseData(
            new BananasProposer(),
            new BananasProposer(new() { Surrogate = new() { LearningRate = 0.5 } }),
            "LearningRate = 0.5"),
        new TestCaseData(new ProgressiveProposer(), new ProgressiveProposer(new() { BeamWidth = 7 }), "BeamWidth = 7"),
        new TestCaseData(
            new ReinforcementProposer(),
            new ReinforcementProposer(new() { Training = new() { Update = new ProximalPolicyUpdate { ClipRange = 0.25 } } }),
            "ProximalPolicyUpdate { Steps = 4, ClipRange = 0.25 }"),
        new TestCaseData(new ReinforcementProposer(), new ReinforcementProposer(new() { Controller = new() { Units = 5 } }), "Units = 5"),
    ];

    [TestCaseSource(nameof(Settings))]
    public void The_history_of_a_search_with_other_settings_is_refused_and_named(IProposer proposer, IProposer other, string setting)
    {
        using var folder = new TemporaryFolder();
        using var evaluator = new ConvolutionCount();
        var search = new CandidateSearch
        {
            Space = ToySearch.Space,
            Proposer = other,
            Evaluator = evaluator,
            Evaluations = 1,
            HistoryPath = folder.File("history.jsonl"),
        };
        search.Run();

        Assert.That(
            () => (search with { Proposer = proposer }).Run(),
            Throws.ArgumentException.With.Message.Contains("its proposer is").And.Message.Contains(setting));
    }

    [Test]
    public void A_history_can_be_continued_where_numbers_are_written_otherwise()
    {
        using var folder = new TemporaryFolder();
        using var evaluator = new ConvolutionCount();
        var search = new CandidateSearch
        {
            Space = ToySearch.Space,
            Proposer = new BananasProposer(new() { Surrogate = new() { LearningRate = 0.5 } }),
            Evaluator = evaluator,
            Evaluations = 2,
            HistoryPath = folder.File("history.jsonl"),
        };
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            search.Run();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.That((search with { Evaluations = 3 }).Run().Candidates, Has.Length.EqualTo(3));
    }

    [Test]
    public void Every_training_of_a_surrogate_is_told_of()
    {
        var trained = EventsOf(new BananasProposer(new() { Initial = 10, BatchSize = 5, Surrogate = Small }), evaluations: 21)
            .Cast<SurrogateTrained>()
            .ToArray();

        Assert.That(
            trained.Select(happened => (happened.Generation, happened.Architectures)),
            Is.EqualTo(new[] { (1, 10), (2, 15), (3, 20) }));
        Assert.That(trained[0].ForecastAccuracy, Is.Null);
        Assert.That(trained.Skip(1).Select(happened => happened.ForecastAccuracy), Is.All.Null.Or.InRange(0, 1));
        Assert.That(trained.Select(happened => happened.Elapsed), Is.Ordered);
    }

    [Test]
    public void A_surrogate_that_learnt_the_score_foresees_it()
    {
        var trained = EventsOf(new ProgressiveProposer(new() { BeamWidth = 20 }), evaluations: 61).Cast<SurrogateTrained>().ToArray();

        // Four architectures of one edge, then three generations of twenty.
        Assert.That(trained.Select(happened => happened.Architectures), Is.EqualTo(new[] { 4, 24, 44 }));
        Assert.That(trained[^1].ForecastAccuracy, Is.GreaterThan(0.7));
    }

    [Test]
    public void Every_batch_that_a_controller_learns_from_is_told_of()
    {
        var proposer = new ReinforcementProposer(
            new() { BatchSize = 10, Controller = new() { InitialRange = 1e-6 }, Training = new() { EntropyWeight = 0 } });

        var trained = EventsOf(proposer, evaluations: 151).Cast<ControllerTrained>().ToArray();

        // Ten edges of four operations each: at first all are equally likely.
        Assert.That(trained[0].Entropy, Is.EqualTo(10 * Math.Log(4)).Within(1e-3));
        Assert.That(trained.Select(happened => happened.Generation), Is.EqualTo(Enumerable.Range(1, trained.Length)));
        Assert.That(trained, Has.Length.GreaterThanOrEqualTo(15));
        Assert.That(trained[^1].Entropy, Is.LessThan(trained[0].Entropy));
        Assert.That(trained.Select(happened => happened.MeanScore), Is.All.InRange(0, ToySearch.Optimum));
    }

    [Test]
    public void A_batch_that_failed_has_no_mean_score()
    {
        var trained = EventsOf(new ReinforcementProposer(), evaluations: 11, fails: true).Cast<ControllerTrained>().Single();

        Assert.That(trained.MeanScore, Is.Null);
    }

    private static List<SearchEvent> EventsOf(IProposer proposer, int evaluations, bool fails = false)
    {
        var events = new RecordedEvents();
        using var run = proposer.Start(ToySearch.Space, seed: 1, events);
        for (var evaluation = 0; evaluation < evaluations; evaluation++)
        {
            var candidate = run.Propose().Single();
            run.Observe(new(
                candidate,
                fails ? EvaluationResult.Failed("Too large.") : new EvaluationResult(ToySearch.Score(candidate.Architecture))));
        }

        return events.All;
    }
}
