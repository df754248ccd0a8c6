using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies;

public sealed class RegularizedEvolutionProposerTests : ProposerContract
{
    protected override IProposer Create() => new RegularizedEvolutionProposer(new() { PopulationSize = 8, TournamentSize = 3 });

    [Test]
    public void It_beats_random_search()
    {
        var proposer = new RegularizedEvolutionProposer(new() { PopulationSize = 20, TournamentSize = 8 });

        Assert.That(
            ToySearch.MeanBest(proposer, evaluations: 250),
            Is.GreaterThan(ToySearch.MeanBest(new RandomProposer(), evaluations: 250) + 2));
    }

    [Test]
    public void The_oldest_dies_even_if_it_is_the_best()
    {
        using var run = new RegularizedEvolutionProposer(new() { PopulationSize = 1, TournamentSize = 5 }).Start(ToySearch.Space, seed: 1);
        var proposed = Enumerable.Range(0, 20).Select(index =>
        {
            var candidate = run.Propose().Single();
            run.Observe(new(candidate, new EvaluationResult(-index)));
            return candidate;
        }).ToArray();

        Assert.That(proposed.Zip(proposed.Skip(1), (parent, child) => Distance(parent, child)), Is.All.EqualTo(1));
        Assert.That(proposed.Select(candidate => candidate.Generation), Is.EqualTo(Enumerable.Range(0, 20)));
    }

    [Test]
    public void Children_wait_until_the_first_population_is_known()
    {
        using var run = Create().Start(Space, seed: 1);

        Assert.That(run.Propose(100), Has.Length.EqualTo(8));
        Assert.That(run.Propose(), Is.Empty);
    }

    [Test]
    public void Architectures_come_again_unless_that_is_ruled_out()
    {
        Assert.That(Search(seed: 1).Select(evaluated => evaluated.Candidate.Architecture), Is.Not.Unique);

        using var run = new RegularizedEvolutionProposer(new() { PopulationSize = 8, TournamentSize = 3, AllowDuplicates = false }).Start(
            Space,
            seed: 1);
        var all = new List<Candidate>();
        while (run.Propose() is [var candidate])
        {
            all.Add(candidate);
            run.Observe(new(candidate, new EvaluationResult(Score(candidate))));
        }

        Assert.That(all.Select(candidate => candidate.Architecture), Is.Unique);
        Assert.That(all, Has.Count.EqualTo((int)((ICountedSpace)Space).Count));
    }

    [Test]
    public void Its_options_name_what_is_wrong() =>
        Assert.That(
            () => new RegularizedEvolutionOptions { PopulationSize = 0 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("PopulationSize"));

    private static int Distance(Candidate first, Candidate second) =>
        ToySearch.Space.Encode(first.Architecture).Zip(ToySearch.Space.Encode(second.Architecture))
            .Count(pair => pair.First != pair.Second);
}
