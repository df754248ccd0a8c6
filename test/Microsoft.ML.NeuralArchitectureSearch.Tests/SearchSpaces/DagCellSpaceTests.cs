using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
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
    public void The_default_space_has_the_15625_cells_of_NAS_Bench_201() => Assert.That(new DagCellSpace().Count, Is.EqualTo((BigInteger)15_625));

    [Test]
    public void Tokens_stand_in_the_order_of_the_text()
    {
        var cell = DagCell.Parse("|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|none~2|");

        Assert.That(new DagCellSpace().Encode(cell), Is.EqualTo(new[] { 4, 2, 1, 2, 1, 0 }));
    }

    [Test]
    public void A_cell_has_at_least_one_node_besides_its_input() =>
        Assert.That(() => new DagCellSpace { Nodes = 1 }, Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("Nodes"));

    [Test]
    public void An_empty_list_of_operations_is_refused() =>
        Assert.That(() => new DagCellSpace { Operations = [] }, Throws.ArgumentException.With.Property("ParamName").EqualTo("Operations"));
}
