using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>What every search space keeps. The tests of a space derive from it.</summary>
public abstract class SearchSpaceContract
{
    private const int Draws = 200;

    /// <summary>Creates the space, each time anew.</summary>
    protected abstract ISearchSpace Create();

    /// <summary>Architectures that do not belong to the space.</summary>
    protected abstract IEnumerable<Genotype> Strangers();

    [Test]
    public void Every_drawn_architecture_is_a_member()
    {
        var space = Create();

        Assert.That(Samples(space, seed: 1).Select(space.Contains), Is.All.True);
    }

    [Test]
    public void A_stranger_is_not_a_member()
    {
        var space = Create();

        Assert.That(Strangers().Select(space.Contains), Is.Not.Empty.And.All.False);
    }

    [Test]
    public void The_same_seed_draws_the_same_architectures()
    {
        var first = Samples(Create(), seed: 7);
        var second = Samples(Create(), seed: 7);

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Another_seed_draws_other_architectures() =>
        Assert.That(Samples(Create(), seed: 7), Is.Not.EqualTo(Samples(Create(), seed: 8)));

    [Test]
    public void A_draw_does_not_depend_on_the_draws_before_it()
    {
        var used = Create();
        _ = Samples(used, seed: 3);

        Assert.That(used.Sample(new Random(5)), Is.EqualTo(Create().Sample(new Random(5))));
    }

    [Test]
    public void A_member_stays_one_when_written_down_and_read_back()
    {
        var space = Create();

        Assert.That(Samples(space, seed: 2).Select(genotype => space.Contains(Genotype.FromJson(genotype.ToJson()))), Is.All.True);
    }

    [Test]
    public void Two_spaces_created_alike_are_equal()
    {
        var first = Create();
        var second = Create();

        Assert.That(second, Is.EqualTo(first));
        Assert.That(second.GetHashCode(), Is.EqualTo(first.GetHashCode()));
    }

    [Test]
    public void Nothing_is_an_argument_exception()
    {
        Assert.That(() => Create().Sample(null!), Throws.ArgumentNullException);
        Assert.That(() => Create().Contains(null!), Throws.ArgumentNullException);
    }

    private static Genotype[] Samples(ISearchSpace space, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Draws).Select(_ => space.Sample(random))];
    }
}
