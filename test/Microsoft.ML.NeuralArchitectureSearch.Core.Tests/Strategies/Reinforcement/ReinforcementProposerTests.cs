using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Reinforcement;

[TestFixtureSource(nameof(Updates))]
public sealed class ReinforcementProposerTests(IPolicyUpdate update) : ProposerContract
{
    private static readonly IPolicyUpdate[] Updates = [new ReinforceUpdate(), new ProximalPolicyUpdate()];

    protected override IProposer Create() =>
        new ReinforcementProposer(new() { BatchSize = 5, Controller = new() { Units = 8 }, Training = new() { Update = update } });

    [Test]
    public void It_finds_better_architectures_than_random_search()
    {
        var proposer = new ReinforcementProposer(new() { Training = new() { Update = update } });

        Assert.That(
            ToySearch.MeanBest(proposer, evaluations: 150),
            Is.GreaterThan(ToySearch.MeanBest(new RandomProposer(), evaluations: 150) + 1));
    }

    [Test]
    public void No_architecture_is_proposed_twice_and_all_are_in_the_end() =>
        Assert.That(
            Search(seed: 1, evaluations: 100).Select(evaluated => evaluated.Candidate.Architecture).ToArray(),
            Has.Length.EqualTo(64).And.Unique);

    [Test]
    public void The_next_batch_waits_for_what_is_to_be_learned_from_this_one()
    {
        using var run = Create().Start(ToySearch.Space, seed: 1);

        var first = run.Propose(30);

        Assert.That(first, Has.Length.InRange(1, 5));
        Assert.That(run.Propose(), Is.Empty);
        foreach (var candidate in first)
        {
            run.Observe(new(candidate, new EvaluationResult(ToySearch.Score(candidate.Architecture))));
        }

        Assert.That(run.Propose(30), Has.Length.InRange(1, 5).And.All.Property(nameof(Candidate.Generation)).EqualTo(1));
    }

    [Test]
    public void Only_the_order_of_the_scores_counts_unless_they_themselves_are_asked_for()
    {
        Assert.That(Architectures(new(), cubed: true), Is.EqualTo(Architectures(new(), cubed: false)));
        Assert.That(
            Architectures(new() { RanksScores = false }, cubed: true),
            Is.Not.EqualTo(Architectures(new() { RanksScores = false }, cubed: false)));

        Architecture[] Architectures(ReinforcementOptions options, bool cubed)
        {
            using var run = new ReinforcementProposer(options with { Training = new() { Update = update } }).Start(
                ToySearch.Space,
                seed: 1);
            var found = new List<Architecture>();
            while (found.Count < 60)
            {
                var architecture = run.Propose().Single().Architecture;
                var score = ToySearch.Score(architecture);
                run.Observe(new(new(architecture), new EvaluationResult(cubed ? score * score * score : score)));
                found.Add(architecture);
            }

            return [.. found];
        }
    }

    [Test]
    public void A_space_without_tokens_is_refused() =>
        Assert.That(
            () => Create().Start(new BareSpace(Space), seed: 1),
            Throws.ArgumentException.With.Message.Contains(nameof(ISequenceSpace)));

    [Test]
    public void Settings_that_make_no_sense_are_refused()
    {
        Assert.That(
            () => new ReinforcementOptions { BatchSize = 0 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("BatchSize"));
        Assert.That(
            () => new PolicyTrainingOptions { Update = null! },
            Throws.ArgumentNullException.With.Property("ParamName").EqualTo("Update"));
        Assert.That(
            () => new ControllerOptions { Temperature = 0 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("Temperature"));
    }
}
