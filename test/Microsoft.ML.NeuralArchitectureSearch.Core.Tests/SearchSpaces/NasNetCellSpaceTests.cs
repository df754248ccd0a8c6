using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.SearchSpaces;

public sealed class NasNetCellSpaceTests : SearchSpaceContract
{
    private const string NaoNetA = "0 7 1 15 2 8 1 7 0 6 1 7 0 8 4 7 1 5 0 7 0 7 1 13 0 6 0 14 0 9 1 10 0 14 2 6 1 11 0 7";
    private const string NaoNetB = "0 1 0 2 0 1 2 2 1 3 0 2 4 0 1 3 2 1 0 3 1 1 1 0 2 1 2 4 1 0 2 3 3 1 2 2 0 2 0 2";
    private const string NaoNetV2 = "1 1 0 1 2 4 0 0 0 0 2 1 0 0 0 2 0 3 0 0 0 2 0 2 2 2 1 0 0 0 0 1 0 0 0 3 0 0 0 1";

    protected override ISearchSpace Create() => new NasNetCellSpace { Nodes = 2, Operations = ["skip_connect"] };

    protected override IEnumerable<Architecture> Strangers() =>
    [
        PublishedGenotypes.NasNet,
        With([new Edge(0, "skip_connect"), new Edge(2, "skip_connect")], [2, 3]),
        With([new Edge(0, "skip_connect"), new Edge(1, "skip_connect")], [3]),
        With([new Edge(0, "skip_connect"), new Edge(1, "sep_conv_3x3")], [2, 3]),
        With([new Edge(0, "skip_connect")], [2, 3]),
    ];

    [Test]
    public void A_node_may_read_one_node_twice_through_one_operation() =>
        Assert.That(Create().Contains(With([new Edge(0, "skip_connect"), new Edge(0, "skip_connect")], [2, 3])));

    [Test]
    public void A_cell_joins_the_nodes_that_no_other_reads_or_all_of_them()
    {
        var loose = With([new Edge(0, "skip_connect"), new Edge(2, "skip_connect")], [3]);
        var all = With([new Edge(0, "skip_connect"), new Edge(2, "skip_connect")], [2, 3]);
        var space = new NasNetCellSpace { Nodes = 2 };

        Assert.That(space.Contains(loose), Is.True);
        Assert.That((space with { ConcatenatesAllNodes = true }).Contains(loose), Is.False);
        Assert.That((space with { ConcatenatesAllNodes = true }).Contains(new Genotype(all.Reduction, all.Reduction)), Is.True);
    }

    [Test]
    public void NASNet_and_AmoebaNet_are_members_of_a_space_with_their_operations()
    {
        var space = new NasNetCellSpace
        {
            Operations = ["sep_conv_3x3", "sep_conv_5x5", "sep_conv_7x7", "avg_pool_3x3", "max_pool_3x3", "skip_connect", "conv_7x1_1x7"],
        };

        Assert.That(space.Contains(PublishedGenotypes.NasNet));
        Assert.That(space.Contains(PublishedGenotypes.AmoebaNet));
        Assert.That(space.Contains(PublishedGenotypes.DartsV2), Is.False);
    }

    [Test]
    public void Every_unordered_choice_of_two_edges_is_counted_once()
    {
        // Two sources and one operation: 00, 01, 11; two cells.
        Assert.That(new NasNetCellSpace { Nodes = 1, Operations = ["skip_connect"] }.Count, Is.EqualTo((BigInteger)9));

        // Nodes with 2 to 6 sources and 11 operations: 22·23/2 and so on.
        var cell = new BigInteger(253) * 561 * 990 * 1540 * 2211;
        Assert.That(new NasNetCellSpace().Count, Is.EqualTo(cell * cell));
    }

    [Test]
    public void An_empty_list_of_operations_is_refused() =>
        Assert.That(
            () => new NasNetCellSpace { Operations = [] },
            Throws.ArgumentException.With.Property("ParamName").EqualTo("Operations"));

    [TestCase(NaoNetA, 36, 11_470_150, 1_673_814_240)]
    [TestCase(NaoNetA, 128, 144_576_394, 21_133_147_136)]
    public void NAONet_A_is_a_member_of_the_measured_size(string sequence, int channels, long parameters, long multiplyAdds) =>
        AssertCounts(new NasNetCellSpace(), sequence, firstOperation: 5, channels, parameters, multiplyAdds);

    [TestCase(NaoNetB, 2_921_302, 462_002_400)]
    [TestCase(NaoNetV2, 4_387_654, 684_238_464)]
    public void The_cells_found_with_shared_weights_are_members_of_the_measured_size(string sequence, long parameters, long multiplyAdds) =>
        AssertCounts(
            new NasNetCellSpace { Operations = NasNetCellSpace.SharedWeightOperations },
            sequence,
            firstOperation: 0,
            channels: 36,
            parameters,
            multiplyAdds);

    private static void AssertCounts(
        NasNetCellSpace space,
        string sequence,
        int firstOperation,
        int channels,
        long parameters,
        long multiplyAdds)
    {
        var genotype = space.Decode(Tokens(sequence, firstOperation, firstToken: space.Nodes + 1));
        var graph = space.Describe(genotype, new NetworkSize(new MapShape(3, 32, 32), 10) { Channels = channels });

        Assert.That(graph.ParameterCount, Is.EqualTo(parameters));
        Assert.That(graph.MultiplyAdds, Is.EqualTo(multiplyAdds));
    }

    // Node, operation, node, operation: the numbers of the operations begin at another token.
    private static int[] Tokens(string sequence, int first, int firstToken) =>
        [.. sequence.Split(' ').Select(int.Parse).Select((number, position) => position % 2 == 0 ? number : number - first + firstToken)];

    private static Genotype With(ImmutableArray<Edge> lastNode, ImmutableArray<int> concatenated)
    {
        ImmutableArray<Edge> plain = [new(0, "skip_connect"), new(1, "skip_connect")];
        var cell = new CellGenotype([plain, lastNode], concatenated);
        return new Genotype(new CellGenotype(plain, plain), cell);
    }
}
