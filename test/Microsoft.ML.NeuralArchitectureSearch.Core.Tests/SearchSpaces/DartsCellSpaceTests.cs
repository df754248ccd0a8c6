using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.SearchSpaces;

public sealed class DartsCellSpaceTests : SearchSpaceContract
{
    private static readonly string[] Members =
        ["DARTS_V1", "DARTS_V2", "PC_DARTS_cifar", "PC_DARTS_image", "PDARTS", "GDAS_V1", "SNAS_mild", "SNAS_moderate"];

    protected override ISearchSpace Create() => new DartsCellSpace { Nodes = 3, Operations = ["none", "skip_connect", "sep_conv_3x3"] };

    protected override IEnumerable<Architecture> Strangers() =>
    [
        PublishedGenotypes.DartsV2,
        With([new Edge(0, "skip_connect"), new Edge(1, "none")]),
        With([new Edge(0, "skip_connect"), new Edge(1, "max_pool_3x3")]),
        With([new Edge(0, "skip_connect"), new Edge(0, "skip_connect")]),
        With([new Edge(0, "skip_connect")]),
        With([new Edge(0, "skip_connect"), new Edge(1, "skip_connect")], [2, 3]),
    ];

    [Test]
    public void A_cell_of_the_contract_is_a_member_before_it_is_spoilt() =>
        Assert.That(Create().Contains(With([new Edge(0, "skip_connect"), new Edge(1, "skip_connect")])));

    [Test]
    public void The_published_cells_of_its_kind_are_members_and_no_others() =>
        Assert.That(
            PublishedGenotypes.All.Where(pair => new DartsCellSpace().Contains(pair.Value)).Select(pair => pair.Key),
            Is.EquivalentTo(Members));

    [Test]
    public void Both_cells_must_be_members()
    {
        var inside = PublishedGenotypes.DartsV2;
        var outside = PublishedGenotypes.NasNet;

        Assert.That(new DartsCellSpace().Contains(inside with { Normal = outside.Normal }), Is.False);
        Assert.That(new DartsCellSpace().Contains(inside with { Reduction = outside.Reduction }), Is.False);
    }

    [TestCase(1, 2)]
    [TestCase(2, 5)]
    [TestCase(4, 14)]
    [TestCase(7, 35)]
    public void The_supernets_cell_has_an_edge_from_every_earlier_node(int nodes, int edges) =>
        Assert.That(new DartsCellSpace { Nodes = nodes }.EdgeCount, Is.EqualTo(edges));

    [Test]
    public void Every_pair_of_sources_is_equally_likely()
    {
        const int draws = 10_000;
        var random = new Random(11);

        var counts = Cells(new DartsCellSpace(), random, draws)
            .CountBy(cell => (cell.Nodes[3][0].Source, cell.Nodes[3][1].Source))
            .ToDictionary();

        // Ten pairs out of five nodes: 2,000 of 20,000 cells each, with a deviation of √(20,000·0.1·0.9) ≈ 42.
        Assert.That(counts, Has.Count.EqualTo(10));
        Assert.That(counts.Values, Has.All.InRange(2000 - 200, 2000 + 200));
    }

    [Test]
    public void Every_operation_but_none_is_equally_likely_on_either_edge()
    {
        const int draws = 7_000;
        var random = new Random(12);

        var counts = Cells(new DartsCellSpace(), random, draws)
            .SelectMany(cell => cell.Nodes[1].Select((edge, position) => (edge.Operation, position)))
            .CountBy(choice => choice)
            .ToDictionary();

        // Seven operations: 2,000 of 14,000 each, with a deviation of √(14,000·(1/7)·(6/7)) ≈ 41.
        Assert.That(counts, Has.Count.EqualTo(14));
        Assert.That(counts.Keys.Select(choice => choice.Operation), Has.None.EqualTo("none"));
        Assert.That(counts.Values, Has.All.InRange(2000 - 200, 2000 + 200));
    }

    [Test]
    public void The_two_cells_are_drawn_independently()
    {
        var space = new DartsCellSpace { Nodes = 1, Operations = ["skip_connect", "max_pool_3x3"] };
        var random = new Random(13);

        var counts = Enumerable.Range(0, 16_000).Select(_ => space.Sample(random)).CountBy(genotype => genotype).ToDictionary();

        // Two operations on each of four edges: 1,000 draws of each of sixteen genotypes, with a deviation of about 31.
        Assert.That(counts, Has.Count.EqualTo(16));
        Assert.That(counts.Values, Has.All.InRange(1000 - 160, 1000 + 160));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void A_cell_has_at_least_one_node(int nodes) =>
        Assert.That(
            () => new DartsCellSpace { Nodes = nodes },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("Nodes"));

    [TestCase("none", "at least one candidate other than 'none'")]
    [TestCase("", "at least one candidate other than 'none'")]
    [TestCase("skip_connect none skip_connect", "'skip_connect' stands there more than once")]
    public void Operations_are_distinct_and_one_of_them_does_something(string operations, string message) =>
        Assert.That(
            () => new DartsCellSpace { Operations = [.. operations.Split(' ', StringSplitOptions.RemoveEmptyEntries)] },
            Throws.ArgumentException.With.Property("ParamName").EqualTo("Operations").And.Message.Contains(message));

    [Test]
    public void Operations_have_names()
    {
        Assert.That(
            () => new DartsCellSpace { Operations = ["skip_connect", " "] },
            Throws.ArgumentException.With.Message.Contains("has a name"));
        Assert.That(() => new DartsCellSpace { Operations = default }, Throws.ArgumentException.With.Message.Contains("has a name"));
    }

    [Test]
    public void Spaces_with_other_nodes_or_operations_are_not_equal()
    {
        Assert.That(new DartsCellSpace(), Is.Not.EqualTo(new DartsCellSpace { Nodes = 3 }));
        Assert.That(new DartsCellSpace(), Is.Not.EqualTo(new DartsCellSpace { Operations = OperationNames.Darts.Remove("none") }));
        Assert.That(new DartsCellSpace(), Is.EqualTo(new DartsCellSpace { Operations = [.. OperationNames.Darts.ToArray()] }));
    }

    private static IEnumerable<CellGenotype> Cells(DartsCellSpace space, Random random, int draws) =>
        Enumerable.Range(0, draws).Select(_ => space.Sample(random)).SelectMany(genotype => new[] { genotype.Normal, genotype.Reduction });

    private static Genotype With(ImmutableArray<Edge> lastNode, ImmutableArray<int>? concatenated = null)
    {
        ImmutableArray<Edge> plain = [new(0, "sep_conv_3x3"), new(1, "skip_connect")];
        var spoilt = new CellGenotype([plain, plain, lastNode], concatenated ?? [2, 3, 4]);
        return new Genotype(new CellGenotype(plain, plain, plain), spoilt);
    }
}
