using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Nsga2;

public sealed class Nsga2ProposerTests : ProposerContract
{
    private static Objectives Objectives => WeighedCells.Objectives;

    protected override IProposer Create() => new Nsga2Proposer(new() { PopulationSize = 8, Objectives = Objectives });

    protected override EvaluationResult Result(Candidate candidate) => WeighedCells.Evaluate(candidate);

    [Test]
    public void It_finds_the_front_of_a_space_whose_front_is_known()
    {
        var found = WeighedCells.MeanShare(new Nsga2Proposer(new() { Objectives = Objectives }), evaluations: 600);
        var random = WeighedCells.MeanShare(new RandomProposer(), evaluations: 600);

        Assert.That(found, Is.GreaterThan(0.96));
        Assert.That(found, Is.GreaterThan(random + 0.02));
    }

    [Test]
    public void It_keeps_within_limits()
    {
        var limited = Objectives with { Limits = ImmutableSortedDictionary<string, double>.Empty.Add("weights", 30) };

        var front = WeighedCells.Front(new Nsga2Proposer(new() { Objectives = limited }), evaluations: 400, limited);

        Assert.That(front.Candidates[0].Result, Has.Property("Score").EqualTo(3), "Each of the three costs 10.");
        Assert.That(front.Candidates.Select(candidate => candidate.Result.Costs["weights"]), Is.All.LessThanOrEqualTo(30));
    }

    [Test]
    public void Limits_that_nothing_keeps_leave_the_front_empty()
    {
        var impossible = Objectives with { Limits = ImmutableSortedDictionary<string, double>.Empty.Add("weights", -1) };

        Assert.That(
            WeighedCells.Front(new Nsga2Proposer(new() { Objectives = impossible }), evaluations: 100, impossible).Candidates,
            Is.Empty);
    }

    [Test]
    public void A_missing_cost_is_named()
    {
        using var run = Create().Start(Space, seed: 1);

        Assert.That(
            () => run.Observe(new(run.Propose().Single(), new EvaluationResult(1))),
            Throws.ArgumentException.With.Message.Contains("must give the cost 'weights'; it gave []"));
    }

    [Test]
    public void A_space_is_searched_to_its_end()
    {
        var found = Search(seed: 1, evaluations: 100);

        Assert.That(found, Has.Length.EqualTo(64));
        Assert.That(found.Select(evaluated => evaluated.Candidate.Architecture), Is.Unique);
    }

    [Test]
    public void Its_options_name_what_is_wrong()
    {
        Assert.That(() => new Nsga2Options { PopulationSize = 1 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => new Nsga2Options { CrossoverProbability = double.NaN },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("CrossoverProbability"));
        Assert.That(() => new Nsga2Options { Objectives = null! }, Throws.ArgumentNullException);
    }
}
