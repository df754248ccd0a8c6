using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies;

public sealed class RandomProposerTests : ProposerContract
{
    protected override IProposer Create() => new RandomProposer();

    [Test]
    public void No_architecture_is_proposed_twice() =>
        Assert.That(Search(seed: 1, evaluations: 60).Select(evaluated => evaluated.Candidate.Architecture), Is.Unique);

    [Test]
    public void A_space_is_searched_to_its_end()
    {
        using var run = new RandomProposer().Start(
            new DagCellSpace { Nodes = 2, Operations = ["none", "skip_connect", "nor_conv_1x1"] },
            seed: 1);

        Assert.That(run.Propose(10), Has.Length.EqualTo(3));
        Assert.That(run.Propose(), Is.Empty);
    }
}
