using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies;

public sealed class LocalSearchProposerTests : ProposerContract
{
    protected override IProposer Create() => new LocalSearchProposer();

    // Ten edges with three alternatives: at most ten rounds of thirty neighbours.
    [TestCase(false)]
    [TestCase(true)]
    public void It_climbs_to_the_optimum(bool first) =>
        Assert.That(
            ToySearch.MeanBest(new LocalSearchProposer(new()
            {
                MoveAtFirstImprovement = first
            }), evaluations: 301), Is.EqualTo(ToySearch.Optimum));

    [Test]
    public void It_beats_random_search() =>
        Assert.That(
            ToySearch.MeanBest(new LocalSearchProposer(), evaluations: 150),
            Is.GreaterThan(ToySearch.MeanBest(new RandomProposer(), evaluations: 150) + 1));

    [Test]
    public void All_neighbours_are_asked_for_before_it_moves()
    {
        using var run = new LocalSearchProposer().Start(ToySearch.Space, seed: 1);
        var beginning = run.Propose(100).Single();
        run.Observe(new(beginning, new EvaluationResult(0)));

        var neighbours = run.Propose(100);

        Assert.That(
            neighbours.Select(candidate => candidate.Architecture),
            Is.EquivalentTo(ToySearch.Space.Neighbours(beginning.Architecture)));
        Assert.That(run.Propose(), Is.Empty);
    }

    [Test]
    public void The_first_improvement_ends_the_round_where_it_is_to()
    {
        using var run = new LocalSearchProposer(new() { MoveAtFirstImprovement = true }).Start(ToySearch.Space, seed: 1);
        run.Observe(new(run.Propose().Single(), new EvaluationResult(0)));
        var better = run.Propose().Single();
        run.Observe(new(better, new EvaluationResult(1)));

        Assert.That(ToySearch.Space.Neighbours(better.Architecture), Has.Member(run.Propose().Single().Architecture));
    }

    [Test]
    public void A_space_is_searched_to_its_end()
    {
        var found = Search(seed: 1, evaluations: 100);

        Assert.That(found, Has.Length.EqualTo(64));
        Assert.That(found.Select(evaluated => evaluated.Candidate.Architecture), Is.Unique);
        Assert.That(found.Max(evaluated => evaluated.Candidate.Generation), Is.GreaterThan(0), "It began anew.");
    }

    [Test]
    public void Its_options_name_what_is_wrong() =>
        Assert.That(
            () => new LocalSearchOptions { InitialArchitectures = 0 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("InitialArchitectures"));
}
