using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies;

public sealed class LargeScaleEvolutionProposerTests : ProposerContract
{
    protected override IProposer Create() => new LargeScaleEvolutionProposer(new() { PopulationSize = 6 });

    [Test]
    public void It_beats_random_search() =>
        Assert.That(
            ToySearch.MeanBest(new LargeScaleEvolutionProposer(), evaluations: 250),
            Is.GreaterThan(ToySearch.MeanBest(new RandomProposer(), evaluations: 250) + 1));

    [Test]
    public void Of_two_the_worse_dies_and_the_better_has_a_child()
    {
        using var run = new LargeScaleEvolutionProposer(new() { PopulationSize = 2 }).Start(ToySearch.Space, seed: 1);
        var founders = run.Propose(2);
        run.Observe(new(founders[0], new EvaluationResult(7)));
        run.Observe(new(founders[1], new EvaluationResult(5)));

        var parents = new List<Architecture?>();
        for (var score = 0; score < 5; score++)
        {
            var child = run.Propose().Single();
            Assert.That(run.Propose(), Is.Empty, "One is left, and the child is not yet known.");
            parents.Add(child.Parent);
            run.Observe(new(child, new EvaluationResult(score)));
        }

        Assert.That(parents, Is.All.EqualTo(founders[0].Architecture));
    }

    [Test]
    public void Children_name_no_parent_where_they_inherit_nothing()
    {
        using var run = new LargeScaleEvolutionProposer(new() { PopulationSize = 2, InheritWeights = false }).Start(
            ToySearch.Space,
            seed: 1);
        foreach (var founder in run.Propose(2))
        {
            run.Observe(new(founder, new EvaluationResult(1)));
        }

        Assert.That(run.Propose().Single(), Has.Property("Parent").Null.And.Property("Generation").EqualTo(1));
    }

    [Test]
    public void A_tournament_needs_two() =>
        Assert.That(
            () => new LargeScaleEvolutionOptions { PopulationSize = 1 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("PopulationSize"));
}
