using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
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
    protected abstract IEnumerable<Architecture> Strangers();

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

        Assert.That(Samples(space, seed: 2).Select(genotype => space.FromJson(genotype.ToJson())), Is.EqualTo(Samples(space, seed: 2)));
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

    [Test]
    public void A_foreign_text_is_not_read() => Assert.That(() => Create().FromJson("{\"no\": 1}"), Throws.TypeOf<FormatException>());

    [Test]
    public void A_mutation_is_another_member_and_leaves_its_parent_as_it_is()
    {
        var space = Capable<IMutationSpace>();
        var random = new Random(4);
        foreach (var parent in Samples(space, seed: 4))
        {
            var before = parent.ToJson();

            var mutant = space.Mutate(parent, random);

            Assert.That(space.Contains(mutant), Is.True);
            Assert.That(mutant, Is.Not.EqualTo(parent));
            Assert.That(parent.ToJson(), Is.EqualTo(before));
        }
    }

    [Test]
    public void Mutations_reach_far_from_where_they_began()
    {
        var space = Capable<IMutationSpace>();
        var random = new Random(5);
        var seen = new HashSet<Architecture>();
        var architecture = space.Sample(random);
        for (var step = 0; step < Draws; step++)
        {
            seen.Add(architecture = space.Mutate(architecture, random));
        }

        Assert.That(seen, Has.Count.GreaterThan(space is ICountedSpace counted && counted.Count < 40 ? (int)counted.Count / 2 : 20));
    }

    [Test]
    public void Neighbours_are_distinct_members_whose_neighbour_one_is_oneself()
    {
        var space = Capable<INeighbourSpace>();
        foreach (var architecture in Samples(space, seed: 6).Take(5))
        {
            var neighbours = space.Neighbours(architecture).ToArray();

            Assert.That(neighbours, Is.Not.Empty.And.Unique);
            Assert.That(neighbours.Select(space.Contains), Is.All.True);
            Assert.That(neighbours, Has.None.EqualTo(architecture));
            Assert.That(neighbours.Take(20).Select(neighbour => space.Neighbours(neighbour).Contains(architecture)), Is.All.True);
            Assert.That(space.Neighbours(architecture), Is.EqualTo(neighbours));
        }
    }

    [Test]
    public void A_sequence_of_tokens_is_read_back_as_the_same_architecture()
    {
        var space = Capable<ISequenceSpace>();
        foreach (var architecture in Samples(space, seed: 9))
        {
            var tokens = space.Encode(architecture);

            Assert.That(tokens, Has.Length.EqualTo(space.SequenceLength).And.All.InRange(0, space.VocabularySize - 1));
            Assert.That(space.Decode(tokens.AsSpan()), Is.EqualTo(architecture));
            Assert.That(
                Enumerable.Range(0, tokens.Length)
                    .Select(position => space.Allowed(tokens.AsSpan()[..position]).Contains(tokens[position])),
                Is.All.True);
        }
    }

    [Test]
    public void Another_order_of_tokens_is_the_same_architecture()
    {
        var space = Capable<ISequenceSpace>();
        var random = new Random(10);
        foreach (var architecture in Samples(space, seed: 10))
        {
            var permuted = space.Permute(space.Encode(architecture), random);

            Assert.That(space.Decode(permuted.AsSpan()), Is.EqualTo(architecture));
        }
    }

    [Test]
    public void Sequences_that_are_not_valid_are_refused()
    {
        var space = Capable<ISequenceSpace>();
        var tokens = space.Encode(space.Sample(new Random(11)));

        Assert.That(
            () => space.Decode(tokens.AsSpan()[1..]),
            Throws.ArgumentException.With.Message.Contains($"{space.SequenceLength} tokens"));
        Assert.That(
            () => space.Decode(tokens.SetItem(tokens.Length - 1, space.VocabularySize).AsSpan()),
            Throws.ArgumentException.With.Message.Contains($"Token {space.VocabularySize}"));
        Assert.That(() => Strangers().Select(space.Encode).ToArray(), Throws.ArgumentException);
    }

    [Test]
    public void Small_spaces_hold_as_many_architectures_as_they_say()
    {
        var space = Capable<ICountedSpace>();
        Assume.That(space.Count, Is.LessThan((System.Numerics.BigInteger)3000), "Only a small space can be counted by drawing from it.");
        var random = new Random(12);

        var seen = Enumerable.Range(0, 60_000).Select(_ => space.Sample(random)).ToHashSet();

        Assert.That(seen, Has.Count.EqualTo((int)space.Count));
    }

    [Test]
    public void Every_member_can_be_grown_level_by_level()
    {
        var space = Capable<IProgressiveSpace>();
        foreach (var wished in Samples(space, seed: 14).Take(5))
        {
            var tokens = space.Encode(wished);
            var grown = space.Smallest;
            for (var level = 1; level <= space.Levels; level++)
            {
                var choices = space.Grow(grown, level).ToArray();

                Assert.That(choices.Select(space.Contains), Is.All.True);
                Assert.That(choices, Is.Unique.And.EqualTo(space.Grow(grown, level)));
                grown = choices.MaxBy(choice => space.Encode(choice).Zip(tokens).Count(pair => pair.First == pair.Second))!;
            }

            Assert.That(grown, Is.EqualTo(wished));
        }
    }

    [Test]
    public void There_are_no_levels_beyond_the_last()
    {
        var space = Capable<IProgressiveSpace>();

        Assert.That(() => space.Grow(space.Smallest, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => space.Grow(space.Smallest, space.Levels + 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => space.Grow(Strangers().First(), 1).ToArray(), Throws.ArgumentException);
    }

    [Test]
    public void The_network_of_every_member_gives_a_logit_for_each_class()
    {
        var space = Capable<INetworkSpace>();
        foreach (var architecture in Samples(space, seed: 13).Take(20))
        {
            var graph = space.Describe(architecture, NetworkSize);

            Assert.That(graph.Nodes[^1].Output, Is.EqualTo(new MapShape(NetworkSize.ClassCount, 1, 1)));
            Assert.That(graph.ParameterCount, Is.Positive);
            Assert.That(graph.MultiplyAdds, Is.Positive);
            Assert.That(graph.Nodes.Select(node => node.Key), Is.Unique);
            Assert.That(space.Describe(architecture, NetworkSize), Is.EqualTo(graph));
        }
    }

    [Test]
    public void Only_members_have_a_network()
    {
        var space = Capable<INetworkSpace>();

        Assert.That(() => space.Describe(null!, NetworkSize), Throws.ArgumentNullException);
        Assert.That(() => space.Describe(space.Sample(new Random(14)), null!), Throws.ArgumentNullException);
        Assert.That(() => Strangers().Select(stranger => space.Describe(stranger, NetworkSize)).ToArray(), Throws.ArgumentException);
    }

    /// <summary>The size of the networks that the contract has described.</summary>
    protected virtual NetworkSize NetworkSize { get; } = new(new MapShape(3, 32, 32), 10) { Channels = 4, Cells = 3 };

    private T Capable<T>()
        where T : class, ISearchSpace
    {
        var space = Create() as T;
        Assume.That(space, Is.Not.Null, $"The space is no {typeof(T).Name}.");
        return space!;
    }

    private static Architecture[] Samples(ISearchSpace space, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Draws).Select(_ => space.Sample(random))];
    }
}
