using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Genotypes;

public sealed class DagCellTests
{
    private const string Text = "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|";

    [Test]
    public void The_text_of_NAS_Bench_201_is_read_and_written() => Assert.That(DagCell.Parse(Text).ToString(), Is.EqualTo(Text));

    [Test]
    public void JSON_is_read_back_as_an_equal_cell()
    {
        var cell = DagCell.Parse(Text);

        Assert.That(DagCell.FromJson(cell.ToJson()), Is.EqualTo(cell));
        Assert.That(DagCell.FromJson(cell.ToJson()).GetHashCode(), Is.EqualTo(cell.GetHashCode()));
    }

    [TestCase("")]
    [TestCase("|nor_conv_3x3~1|")]
    [TestCase("|nor_conv_3x3~0|+|nor_conv_3x3~0|")]
    [TestCase("nor_conv_3x3~0")]
    public void Other_texts_are_refused(string text) => Assert.That(() => DagCell.Parse(text), Throws.TypeOf<FormatException>());

    [Test]
    public void A_node_reads_every_node_before_it_through_a_named_operation()
    {
        Assert.That(() => new DagCell([]), Throws.ArgumentException);
        Assert.That(() => new DagCell([["a", "b"]]), Throws.ArgumentException.With.Message.Contains("Node 1 reads 1"));
        Assert.That(() => new DagCell([["a|b"]]), Throws.ArgumentException);
    }
}
