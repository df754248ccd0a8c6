using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Progressive;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Progressive;

public sealed class ProgressiveProposerTests : ProposerContract
{
    protected override IProposer Create() => new ProgressiveProposer(new() { BeamWidth = 8, Surrogate = new() { Units = 16, Steps = 20 } });

    [Test]
    public void It_finds_better_architectures_than_random_search()
    {
        var found = ToySearch.MeanBest(new ProgressiveProposer(new() { BeamWidth = 10 }), evaluations: 50);

        Assert.That(found, Is.GreaterThan(ToySearch.MeanBest(new RandomProposer(), evaluations: 50) + 2));
        Assert.That(found, Is.GreaterThan(ToySearch.Optimum - 0.5));
    }

    [Test]
    public void The_first_architectures_have_one_node_that_does_not_just_hand_on()
    {
        using var run = new ProgressiveProposer().Start(ToySearch.Space, seed: 1);

        var first = run.Propose(30);

        Assert.That(first.Select(candidate => ((DagCell)candidate.Architecture).Nodes[0][0]), Is.EquivalentTo(ToySearch.Space.Operations));
        Assert.That(
            first.Select(candidate => ((DagCell)candidate.Architecture).Nodes[3]),
            Is.All.EqualTo(new[] { "none", "none", "none", "skip_connect" }));
        Assert.That(run.Propose(), Is.Empty, "The next level waits for all of this one.");
    }

    [Test]
    public void Each_level_evaluates_the_best_predicted_of_those_that_grow_of_the_best()
    {
        using var run = new ProgressiveProposer(new() { BeamWidth = 2 }).Start(Space, seed: 1);
        var first = run.Propose(10);
        foreach (var candidate in first)
        {
            run.Observe(new(candidate, new EvaluationResult(Score(candidate))));
        }

        var second = run.Propose(10);

        var parents = first.Select(candidate => ((DagCell)candidate.Architecture).Nodes[0][0]).ToArray();
        Assert.That(first, Has.Length.EqualTo(2));
        Assert.That(second, Has.Length.EqualTo(2).And.All.Property(nameof(Candidate.Generation)).EqualTo(1));
        Assert.That(second.Select(candidate => parents.Contains(((DagCell)candidate.Architecture).Nodes[0][0])), Is.All.True);
    }

    [Test]
    public void No_architecture_is_proposed_twice_and_the_search_ends() =>
        Assert.That(
            Search(seed: 1, evaluations: 100).Select(evaluated => evaluated.Candidate.Architecture).ToArray(),
            Has.Length.EqualTo(64).And.Unique);

    [Test]
    public void A_space_that_cannot_grow_is_refused() =>
        Assert.That(
            () => new ProgressiveProposer().Start(new BareSpace(Space), seed: 1),
            Throws.ArgumentException.With.Message.Contains(nameof(IProgressiveSpace)));

    [Test]
    public void Cells_of_DARTS_are_grown_as_well()
    {
        var space = new DartsCellSpace { Nodes = 2 };
        using var run = Create().Start(space, seed: 1);
        for (var evaluation = 0; evaluation < 40; evaluation++)
        {
            var candidate = run.Propose().Single();
            var edges = ((Genotype)candidate.Architecture).Normal.Nodes.SelectMany(node => node);
            run.Observe(new(candidate, new EvaluationResult(edges.Count(edge => edge.Operation == "sep_conv_3x3"))));
            Assert.That(space.Contains(candidate.Architecture), Is.True);
        }
    }

    [Test]
    public void Macro_networks_are_grown_layer_by_layer()
    {
        var space = MacroSpaces.NasBenchMacro;
        using var run = new ProgressiveProposer().Start(space, seed: 1);

        var first = run.Propose(30).Select(candidate => (MacroArchitecture)candidate.Architecture).ToArray();

        Assert.That(first.Select(network => network.Blocks[0]), Is.EquivalentTo(new[] { "identity", "mb3_k3", "mb6_k5" }));
        Assert.That(first.SelectMany(network => network.Blocks.Skip(1)), Is.All.EqualTo("identity"));
    }

    [Test]
    public void Motifs_of_motifs_cannot_grow() =>
        Assert.That(
            () => new ProgressiveProposer().Start(new HierarchicalSpace(), seed: 1),
            Throws.ArgumentException.With.Message.Contains(nameof(IProgressiveSpace)).And.Message.Contains(nameof(HierarchicalSpace)));

    [Test]
    public void Settings_that_make_no_sense_are_refused() =>
        Assert.That(
            () => new ProgressiveOptions { BeamWidth = 0 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("BeamWidth"));
}
