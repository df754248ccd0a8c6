using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.SearchSpaces;

public sealed class HierarchicalSpaceTests : SearchSpaceContract
{
    private static readonly DagCell Motif = new([["skip_connect"]]);
    private static readonly DagCell Cell = new([["motif_0"], ["none", "motif_1"]]);

    protected override ISearchSpace Create() =>
        new HierarchicalSpace { Primitives = ["none", "skip_connect", "nor_conv_1x1"], Levels = [new(2, 2), new(1, 3)] };

    protected override IEnumerable<Architecture> Strangers() =>
    [
        PublishedGenotypes.DartsV2,
        new HierarchicalCell([[Motif]]),
        new HierarchicalCell([[Motif, Motif, Motif], [Cell]]),
        new HierarchicalCell([[Motif, Motif], [new DagCell([["motif_0"]])]]),
        new HierarchicalCell([[Motif, new DagCell([["max_pool_3x3"]])], [Cell]]),
    ];

    [Test]
    public void Every_edge_is_an_independent_choice()
    {
        // Two edges of three primitives, three of none and two motifs.
        Assert.That(((HierarchicalSpace)Create()).Count, Is.EqualTo((BigInteger)(9 * 27)));
        Assert.That(new HierarchicalSpace().Count, Is.EqualTo(BigInteger.Pow(7, 36) * BigInteger.Pow(7, 10)));
        Assert.That(new HierarchicalSpace().SequenceLength, Is.EqualTo(46));
    }

    [Test]
    public void The_network_of_a_motif_stands_wherever_the_motif_is_named()
    {
        var space = (HierarchicalSpace)Create();
        var convolution = new DagCell([["nor_conv_1x1"]]);

        var once = space.Describe(
            new HierarchicalCell([[Motif, convolution], [new DagCell([["motif_1"], ["none", "motif_0"]])]]),
            NetworkSize);
        var twice = space.Describe(
            new HierarchicalCell([[Motif, convolution], [new DagCell([["motif_1"], ["none", "motif_1"]])]]),
            NetworkSize);

        // Three cells a stage; C² weights of each convolution, 2C of its normalization; 4, 8 and 16 channels.
        Assert.That(twice.ParameterCount - once.ParameterCount, Is.EqualTo(3 * (16 + 8 + 64 + 16 + 256 + 32)));
    }

    [Test]
    public void A_node_that_reads_several_joins_them_and_keeps_the_channels()
    {
        var space = (HierarchicalSpace)Create();

        var one = space.Describe(new HierarchicalCell([[Motif, Motif], [new DagCell([["motif_0"], ["none", "motif_0"]])]]), NetworkSize);
        var two = space.Describe(new HierarchicalCell([[Motif, Motif], [new DagCell([["motif_0"], ["motif_1", "motif_0"]])]]), NetworkSize);

        Assert.That(two.ParameterCount - one.ParameterCount, Is.EqualTo(3 * (32 + 8 + 128 + 16 + 512 + 32)));
    }

    [Test]
    public void Levels_and_primitives_are_checked()
    {
        Assert.That(
            () => new HierarchicalSpace { Primitives = [] },
            Throws.ArgumentException.With.Property("ParamName").EqualTo("Primitives"));
        Assert.That(() => new HierarchicalSpace { Levels = [] }, Throws.ArgumentException.With.Property("ParamName").EqualTo("Levels"));
        Assert.That(
            () => new HierarchicalSpace { Levels = [new(2, 3)] },
            Throws.ArgumentException.With.Property("ParamName").EqualTo("Levels"));
        Assert.That(() => new MotifLevel(0, 3), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new MotifLevel(1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
