using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Genotypes;

public sealed class HierarchicalCellTests
{
    private static readonly HierarchicalCell Example = new([[new([["skip_connect"]]), new([["none"]])], [new([["motif_1"]])]]);

    [Test]
    public void It_reads_as_its_motifs_level_by_level() =>
        Assert.That($"{Example}", Is.EqualTo("|skip_connect~0| |none~0| / |motif_1~0|"));

    [Test]
    public void Its_JSON_lists_levels_motifs_nodes_and_edges()
    {
        Assert.That(Example.ToJson(), Is.EqualTo("""[[[["skip_connect"]],[["none"]]],[[["motif_1"]]]]"""));
        Assert.That(HierarchicalCell.FromJson(Example.ToJson()), Is.EqualTo(Example));
    }

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("[null]")]
    [TestCase("[[]]")]
    [TestCase("""[[[["a"]],[["b"]]]]""")]
    [TestCase("""[[[["a"]]],[[["motif_1"]]]]""")]
    [TestCase("""[[[["a", "b"]]]]""")]
    public void What_is_no_cell_is_a_format_exception(string json) =>
        Assert.That(() => HierarchicalCell.FromJson(json), Throws.TypeOf<FormatException>());

    [Test]
    public void The_last_level_is_one_cell_of_motifs_that_exist()
    {
        DagCell motif = new([["skip_connect"]]);

        Assert.That(() => new HierarchicalCell([[motif, motif]]), Throws.ArgumentException.With.Property("ParamName").EqualTo("levels"));
        Assert.That(
            () => new HierarchicalCell([[motif], [motif]]), Throws.ArgumentException.With.Message
                .Contains("one of motif_0, none; found 'skip_connect'"));
    }
}
