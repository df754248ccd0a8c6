using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.SearchSpaces;

public sealed class DagCellSpaceTests : SearchSpaceContract
{
    protected override ISearchSpace Create() => new DagCellSpace { Nodes = 3 };

    protected override IEnumerable<Architecture> Strangers() =>
        [new DagCell([["skip_connect"]]), new DagCell([["skip_connect"], ["none", "max_pool_3x3"]]), PublishedGenotypes.DartsV1];

    [Test]
    public void The_default_space_has_the_15625_cells_of_NAS_Bench_201() =>
        Assert.That(new DagCellSpace().Count, Is.EqualTo((BigInteger)15_625));

    [Test]
    public void Tokens_stand_in_the_order_of_the_text()
    {
        var cell = DagCell.Parse("|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|none~2|");

        Assert.That(new DagCellSpace().Encode(cell), Is.EqualTo(new[] { 4, 2, 1, 2, 1, 0 }));
    }

    [Test]
    public void A_cell_has_at_least_one_node_besides_its_input() =>
        Assert.That(
            () => new DagCellSpace { Nodes = 1 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("Nodes"));

    [Test]
    public void An_empty_list_of_operations_is_refused() =>
        Assert.That(() => new DagCellSpace { Operations = [] }, Throws.ArgumentException.With.Property("ParamName").EqualTo("Operations"));

    /// <summary>
    /// The figures of the table of NAS-Bench-201 are these sums for all cells: of the network without cells, and of each convolution on an
    /// edge.
    /// </summary>
    [Test]
    public void Every_cell_of_NAS_Bench_201_has_the_parameters_and_multiply_adds_of_the_table()
    {
        var cells = AllCells().ToArray();

        Assert.That(cells, Has.Length.EqualTo(15_625));
        Assert.That(cells.Where(cell => Sizes(cell, 32, 10) != TableSizes(cell, 32, 10)), Is.Empty);
        Assert.That(cells.Where(cell => Sizes(cell, 32, 100) != TableSizes(cell, 32, 100)), Is.Empty);
        Assert.That(cells.Where(cell => Sizes(cell, 16, 120) != TableSizes(cell, 16, 120)), Is.Empty);
    }

    [Test]
    public void An_operation_on_an_edge_has_the_same_keys_in_every_cell()
    {
        var space = new DagCellSpace();
        var size = new NetworkSize(new MapShape(3, 8, 8), 10) { Channels = 4, Cells = 2 };
        var first = space.Describe(DagCell.Parse("|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|none~0|none~1|nor_conv_3x3~2|"), size);
        var second = space.Describe(
            DagCell.Parse("|skip_connect~0|+|nor_conv_3x3~0|nor_conv_1x1~1|+|nor_conv_1x1~0|none~1|nor_conv_3x3~2|"),
            size);

        Assert.That(Keys(first, "edges.1-2."), Is.Not.Empty.And.EqualTo(Keys(second, "edges.1-2.")));
        Assert.That(Keys(first, "edges.2-3."), Is.Not.Empty.And.EqualTo(Keys(second, "edges.2-3.")));
        Assert.That(Keys(second, "edges.0-2."), Has.None.Matches<string>(Keys(first, "").Contains));
    }

    [Test]
    public void A_node_that_reads_nothing_is_zero()
    {
        var graph = new DagCellSpace { Nodes = 2 }.Describe(new DagCell([["none"]]), NetworkSize);

        Assert.That(graph.Nodes.Count(node => node.Layer is ZeroLayer), Is.EqualTo(3 * NetworkSize.Cells));
    }

    [Test]
    public void A_cell_of_an_unknown_operation_has_no_network() =>
        Assert.That(
            () => new DagCellSpace { Nodes = 2, Operations = ["magic"] }.Describe(new DagCell([["magic"]]), NetworkSize),
            Throws.ArgumentException.With.Message.Contains("'magic'"));

    private static IEnumerable<DagCell> AllCells()
    {
        var space = new DagCellSpace();
        return Enumerable.Range(0, 15_625)
            .Select(number => Enumerable.Range(0, 6).Select(edge => number / (int)Math.Pow(5, edge) % 5).ToArray())
            .Select(symbols => (DagCell)space.Decode(symbols));
    }

    private static (long Parameters, long MultiplyAdds) TableSizes(DagCell cell, int side, int classCount)
    {
        var symbols = new DagCellSpace().Encode(cell);
        var (small, large) = (symbols.Count(symbol => symbol == 2), symbols.Count(symbol => symbol == 3));
        var images = 32 * 32 / (side * side);
        return (
            72_656 + (65 * classCount) + (28_000 * small) + (243_040 * large),
            (7_782_400 / images) + (65 * classCount) + (3_932_160L / images * small) + (35_389_440L / images * large));
    }

    // The table counts the classifier's bias as a multiply-add for each class.
    private static (long Parameters, long MultiplyAdds) Sizes(Architecture cell, int side, int classCount)
    {
        var graph = new DagCellSpace().Describe(cell, new NetworkSize(new MapShape(3, side, side), classCount));
        return (graph.ParameterCount, graph.MultiplyAdds + classCount);
    }

    private static IEnumerable<string> Keys(NetworkGraph graph, string part) =>
        graph.Nodes.Select(node => node.Key).Where(key => key.Contains(part, StringComparison.Ordinal));

    [Test]
    public void Nodes_that_are_not_grown_yet_hand_on_what_the_node_before_them_computes() =>
        Assert.That(
            $"{new DagCellSpace().Smallest}",
            Is.EqualTo("|skip_connect~0|+|none~0|skip_connect~1|+|none~0|none~1|skip_connect~2|"));

    [Test]
    public void A_cell_grows_by_a_node_on_each_level()
    {
        var space = new DagCellSpace();

        Assert.That(space.Levels, Is.EqualTo(3));
        Assert.That(Enumerable.Range(1, 3).Select(level => space.Grow(space.Smallest, level).Count()), Is.EqualTo(new[] { 5, 25, 125 }));
    }

    [Test]
    public void Without_a_way_to_hand_on_all_nodes_grow_at_once()
    {
        var space = new DagCellSpace { Nodes = 3, Operations = ["nor_conv_1x1", "nor_conv_3x3"] };

        Assert.That(space.Levels, Is.EqualTo(1));
        Assert.That(space.Grow(space.Smallest, 1).Count(), Is.EqualTo(8));
    }
}
