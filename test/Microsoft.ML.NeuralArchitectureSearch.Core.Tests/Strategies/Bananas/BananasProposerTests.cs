using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Bananas;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Bananas;

public sealed class BananasProposerTests : ProposerContract
{
    protected override IProposer Create() => new BananasProposer(new() { Mutants = 30, Surrogate = new() { Units = 16, Steps = 20 } });

    [Test]
    public void It_finds_better_architectures_than_random_search()
    {
        var found = ToySearch.MeanBest(new BananasProposer(), evaluations: 50);

        Assert.That(found, Is.GreaterThan(ToySearch.MeanBest(new RandomProposer(), evaluations: 50) + 2));
        Assert.That(found, Is.GreaterThan(ToySearch.Optimum - 0.5));
    }

    [Test]
    public void No_architecture_is_proposed_twice_and_all_are_in_the_end() =>
        Assert.That(
            Search(seed: 1, evaluations: 100).Select(evaluated => evaluated.Candidate.Architecture).ToArray(),
            Has.Length.EqualTo(64).And.Unique);

    [Test]
    public void A_batch_waits_for_the_first_architectures_to_be_observed()
    {
        using var run = Create().Start(Space, seed: 1);

        var first = run.Propose(30);

        Assert.That(first, Has.Length.EqualTo(10));
        Assert.That(run.Propose(), Is.Empty);
        foreach (var candidate in first)
        {
            run.Observe(new(candidate, new EvaluationResult(Score(candidate))));
        }

        Assert.That(run.Propose(30), Has.Length.EqualTo(5).And.All.Property(nameof(Candidate.Generation)).EqualTo(1));
    }

    [Test]
    public void The_generator_of_torch_goes_on_as_if_nothing_had_happened()
    {
        manual_seed(17);
        using var undisturbed = rand(4);
        manual_seed(17);

        Search(seed: 1, evaluations: 12);

        using var afterwards = rand(4);
        Assert.That(afterwards.data<float>().ToArray(), Is.EqualTo(undisturbed.data<float>().ToArray()));
    }

    [Test]
    public void A_space_without_tokens_or_mutations_is_refused() =>
        Assert.That(
            () => new BananasProposer().Start(new BareSpace(Space), seed: 1),
            Throws.ArgumentException.With.Message.Contains(nameof(ISequenceSpace)));

    [Test]
    public void Settings_that_make_no_sense_are_refused()
    {
        Assert.That(
            () => new BananasOptions { Initial = 1 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("Initial"));
        Assert.That(
            () => new BananasOptions { Surrogate = null! },
            Throws.ArgumentNullException.With.Property("ParamName").EqualTo("Surrogate"));
        Assert.That(
            () => new BananasOptions { Surrogate = new() { Members = 1 } },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("Members"));
    }
}
