using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Nsga2;

/// <summary>NSGA-II whose children a surrogate chooses among.</summary>
public sealed class ScreenedNsga2Tests : ProposerContract
{
    private static readonly Nsga2Options Screened = new() { Objectives = WeighedCells.Objectives, Screening = new() };

    protected override IProposer Create() => new Nsga2Proposer(Screened with { PopulationSize = 8 });

    protected override EvaluationResult Result(Candidate candidate) => WeighedCells.Evaluate(candidate);

    [Test]
    public void It_finds_the_front_in_a_third_of_the_evaluations()
    {
        var found = WeighedCells.MeanShare(new Nsga2Proposer(Screened), evaluations: 200);

        Assert.That(found, Is.GreaterThan(0.99));
        Assert.That(found, Is.GreaterThan(WeighedCells.MeanShare(new Nsga2Proposer(Screened with { Screening = null }), evaluations: 600)));
        Assert.That(found, Is.GreaterThan(WeighedCells.MeanShare(new RandomProposer(), evaluations: 600)));
    }

    [Test]
    public void It_keeps_within_limits_of_costs_that_are_no_objectives()
    {
        var limited = new Objectives("depth") { Limits = ImmutableSortedDictionary<string, double>.Empty.Add("weights", 30) };

        var front = WeighedCells.Front(new Nsga2Proposer(Screened with { Objectives = limited }), evaluations: 300, limited);

        Assert.That(front.Candidates[0].Result, Has.Property("Score").EqualTo(3), "Each of the three costs 10.");
    }

    [Test]
    public void What_failed_before_is_hardly_proposed_again()
    {
        using var run = new Nsga2Proposer(Screened).Start(ToySearch.Space, seed: 1);
        var found = new List<EvaluatedCandidate>();
        while (found.Count < 300)
        {
            var candidate = run.Propose().Single();
            var fails = ((DagCell)candidate.Architecture).Nodes[0][0] == "nor_conv_3x3";
            found.Add(new(candidate, fails ? EvaluationResult.Failed("Out of memory.") : WeighedCells.Evaluate(candidate)));
            run.Observe(found[^1]);
        }

        Assert.That(
            found.TakeLast(150).Count(evaluated => evaluated.Result.Failure is not null),
            Is.LessThan(15),
            "A quarter of all cells fail.");
    }

    [Test]
    public void A_space_is_searched_to_its_end() =>
        Assert.That(
            Search(seed: 1, evaluations: 100).Select(evaluated => evaluated.Candidate.Architecture).ToArray(),
            Has.Length.EqualTo(64).And.Unique);

    [Test]
    public void Each_fit_and_how_good_its_forecasts_were_are_told()
    {
        var events = new RecordedEvents();
        using var run = new Nsga2Proposer(Screened).Start(ToySearch.Space, seed: 1, events);
        for (var index = 0; index < 91; index++)
        {
            var candidate = run.Propose().Single();
            run.Observe(new(candidate, WeighedCells.Evaluate(candidate)));
        }

        var trained = events.All.Cast<SurrogateTrained>().ToArray();
        Assert.That(trained.Select(fit => (fit.Generation, fit.Architectures)), Is.EqualTo(new[] { (1, 30), (2, 60), (3, 90) }));
        Assert.That(trained[0].ForecastAccuracy, Is.Null);
        Assert.That(trained[2].ForecastAccuracy, Is.GreaterThan(0.9));
    }

    [Test]
    public void Its_settings_are_part_of_its_text_as_histories_begin_with_it() => Assert.That(
        $"{new Nsga2Proposer(new() { Screening = new() { Penalty = 2 } })}", Does.Contain(
            "Screening = ScreeningOptions { ChildrenPerProposal = 20, Penalty = 2 }"));

    [Test]
    public void A_space_without_tokens_is_refused() => Assert.That(
        () => Create().Start(new WithoutTokens(ToySearch.Space), seed: 1), Throws.ArgumentException.With.Message
            .Contains(nameof(ISequenceSpace)));

    [Test]
    public void Its_options_name_what_is_wrong()
    {
        Assert.That(
            () => new ScreeningOptions { ChildrenPerProposal = 1 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("ChildrenPerProposal"));
        Assert.That(
            () => new ScreeningOptions
            {
                Penalty = 0
            }, Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("Penalty"));
    }

    private sealed class WithoutTokens(DagCellSpace space) : IMutationSpace, ICrossoverSpace
    {
        public Architecture Sample(Random random) => space.Sample(random);

        public bool Contains(Architecture architecture) => space.Contains(architecture);

        public Architecture FromJson(string json) => space.FromJson(json);

        public Architecture Mutate(Architecture architecture, Random random) => space.Mutate(architecture, random);

        public Architecture Cross(Architecture first, Architecture second, Random random) => space.Cross(first, second, random);
    }
}
