using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

public sealed class ListedChainSpaceTests
{
    [Test]
    public void A_change_leads_to_the_nearest_chain_of_the_list()
    {
        var (one, near, far) = (Chain(0, 0, 0, 0), Chain(0, 0, 0, 1), Chain(2, 2, 2, 2));
        var space = new ListedChainSpace([one, far, near]);

        Assert.That(Enumerable.Range(0, 20).Select(seed => space.Mutate(one, new Random(seed))), Is.All.EqualTo(near));
        Assert.That(space.Cross(one, near, new Random(1)), Is.EqualTo(far), "The parents are no children.");
        Assert.That(space.Cross(one, far, new Random(1)), Is.EqualTo(near));
    }

    [Test]
    public void What_is_listed_is_what_its_tokens_allow()
    {
        var chains = new[] { Chain(0, 1), Chain(0, 2), Chain(3, 0) };
        var space = new ListedChainSpace([.. chains]);

        Assert.That(space.Allowed([]), Is.EqualTo(new[] { 0, 3 }));
        Assert.That(space.Allowed([0]), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(chains.Select(chain => space.Decode(space.Encode(chain).AsSpan())), Is.EqualTo(chains));
        Assert.That(() => space.Decode([3, 1]), Throws.ArgumentException.With.Message.Contains("does not hold 3_1"));
        Assert.That(() => space.Encode(PublishedGenotypes.DartsV2), Throws.ArgumentException.With.Message.Contains("does not hold"));
    }

    private static TokenChain Chain(params int[] tokens) => new([.. tokens]);
}
