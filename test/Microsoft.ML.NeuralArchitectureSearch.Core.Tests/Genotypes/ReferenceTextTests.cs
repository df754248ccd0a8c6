using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Genotypes;

public sealed class ReferenceTextTests
{
    private const string DartsV2 =
        "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), "
        + "('sep_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 0), ('dil_conv_3x3', 2)], normal_concat=[2, 3, 4, 5], "
        + "reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), "
        + "('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)], reduce_concat=[2, 3, 4, 5])";

    private static readonly IEnumerable<string> Names = PublishedGenotypes.All.Keys;

    [Test]
    public void Is_written_as_Python_shows_the_named_tuple() =>
        Assert.That(PublishedGenotypes.DartsV2.ToReferenceText(), Is.EqualTo(DartsV2));

    [TestCaseSource(nameof(Names))]
    public void A_published_genotype_is_read_back_as_written(string name)
    {
        var genotype = PublishedGenotypes.All[name];

        Assert.That(Genotype.ParseReference(genotype.ToReferenceText()), Is.EqualTo(genotype));
    }

    [Test]
    public void Is_read_as_it_stands_in_a_source_file() =>
        Assert.That(
            Genotype.ParseReference("""
                # Found with the second-order approximation.
                DARTS_V2 = Genotype(
                  normal=[
                    ("sep_conv_3x3", 0), ("sep_conv_3x3", 1),  # node 2
                    ["sep_conv_3x3", 0], ['sep_conv_3x3', 1],
                    ('sep_conv_3x3', 1), ('skip_connect', 0,),
                    ('skip_connect', 0), ('dil_conv_3x3', 2),
                  ],
                  normal_concat=range(2, 6),
                  reduce=(
                    ('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1),
                    ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)
                  ),
                  reduce_concat=list(range(2, 6)),
                )
                """),
            Is.EqualTo(PublishedGenotypes.DartsV2));

    [Test]
    public void Is_read_by_position_or_in_any_order_of_names()
    {
        var positional = DartsV2
            .Replace("normal=", "", StringComparison.Ordinal).Replace("normal_concat=", "", StringComparison.Ordinal)
            .Replace("reduce=", "", StringComparison.Ordinal).Replace("reduce_concat=", "", StringComparison.Ordinal);
        const string shuffled = "Genotype(reduce_concat=[2], reduce=[('a', 1), ('b', 0)], normal_concat=(2,), normal=[('c', 0), ('d', 1)])";

        Assert.That(Genotype.ParseReference(positional), Is.EqualTo(PublishedGenotypes.DartsV2));
        Assert.That(
            Genotype.ParseReference(shuffled),
            Is.EqualTo(new Genotype(
                new CellGenotype((ImmutableArray<Edge>)[new Edge(0, "c"), new Edge(1, "d")]),
                new CellGenotype((ImmutableArray<Edge>)[new Edge(1, "a"), new Edge(0, "b")]))));
    }

    [Test]
    public void Any_name_of_an_operation_is_read_back_as_written()
    {
        var cell = new CellGenotype((ImmutableArray<Edge>)[new Edge(0, "it's a \"näme\" \\"), new Edge(1, "two\nlines")]);
        var genotype = new Genotype(cell, cell);

        Assert.That(Genotype.ParseReference(genotype.ToReferenceText()), Is.EqualTo(genotype));
    }

    [TestCase("", "Expected 'Genotype' at line 1, column 1 of the genotype; found the end of the text")]
    [TestCase("{}", "Expected 'Genotype' at line 1, column 1 of the genotype; found '{'")]
    [TestCase("x = 3", "Expected 'Genotype' at line 1, column 5 of the genotype; found '3'")]
    [TestCase("Genotype(normal=[('a', 0), ('b', 1)]", "Expected ',' at line 1, column 37 of the genotype; found the end of the text")]
    [TestCase(
        "Genotype(\n  nromal=[])",
        "Expected one of normal, normal_concat, reduce, reduce_concat at line 2, column 3 of the genotype; found 'nromal'")]
    [TestCase("Genotype(normal=[('a', 'b')])", "Expected a whole number at line 1, column 24 of the genotype; found ''b''")]
    [TestCase(
        "Genotype(normal=[(sep, 0)])",
        "Expected the name of an operation in quotes at line 1, column 19 of the genotype; found 'sep'")]
    [TestCase("Genotype(normal=[('sep, 0)])", "Expected the name of an operation in quotes")]
    [TestCase("Genotype(normal=[('a', 0, 0.5)])", "Expected ')'")]
    [TestCase("Genotype(normal=[('a', 99999999999)])", "Expected a whole number")]
    [TestCase("Genotype(normal=7)", "Expected '[' or '('")]
    [TestCase("Genotype(normal=[], normal=[])", "names 'normal' twice")]
    [TestCase("Genotype(normal=[('a', 0), ('b', 1)], normal_concat=[2])", "'reduce' is missing")]
    [TestCase("Genotype(normal=[('a', 0), ('b', 1)], normal_concat=[2], reduce=[('a', 0), ('b', 1)])", "'reduce_concat' is missing")]
    [TestCase("Genotype([('a', 0)], [2], [('a', 0), ('b', 1)], [2])", "'normal' lists 2 edges for each node; found 1 edges in all")]
    [TestCase(
        "Genotype([('a', 0), ('b', 3)], [2], [('a', 0), ('b', 1)], [2])",
        "'normal' is no cell: Node 2 reads node 3; it may only read nodes 0 to 1")]
    [TestCase("Genotype([('a', 0), ('b', -1)], [2], [('a', 0), ('b', 1)], [2])", "Node 2 reads node -1")]
    [TestCase("Genotype([('a', 0), ('b', 1)], range(2, 4), [('a', 0), ('b', 1)], [2])", "out of 2 to 2, at least one; found [2, 3]")]
    [TestCase("Genotype([('a', 0), ('b', 1)], range(5, 2), [('a', 0), ('b', 1)], [2])", "found []")]
    [TestCase("Genotype([('a', 0), ('b', 1)], range(2, 3, 1), [('a', 0), ('b', 1)], [2])", "one or two bounds; found 3")]
    [TestCase("Genotype([('a', 0), ('b', 1)], range(2000000000), [], [])", "holds more than 1000 nodes")]
    [TestCase("Genotype([('a', 0), ('b', 1)], range(2147483647, -2147483648), [('a', 0), ('b', 1)], [2])", "found []")]
    [TestCase("Genotype([('a', 0), ('b', 1)], [2], [('a', 0), ('b', 1)], [2]) + 1", "Expected the end of the text")]
    [TestCase("Genotype([('a', 0), ('b', 1)], [2], [('a', 0), ('b', 1)], [2], [2])", "Expected ')'")]
    public void What_is_no_genotype_is_refused_with_the_reason(string text, string reason) =>
        Assert.That(() => Genotype.ParseReference(text), Throws.TypeOf<FormatException>().With.Message.Contains(reason));

    [Test]
    public void Every_beginning_of_a_text_is_refused_and_none_crashes()
    {
        for (var length = 0; length < DartsV2.Length; length++)
        {
            Assert.That(() => Genotype.ParseReference(DartsV2[..length]), Throws.TypeOf<FormatException>(), DartsV2[..length]);
        }
    }

    [Test]
    public void Other_numbers_of_edges_than_two_have_no_text()
    {
        var cell = new CellGenotype((ImmutableArray<Edge>)[new Edge(0, "skip_connect")]);
        var genotype = PublishedGenotypes.DartsV2 with { Reduction = cell };

        Assert.That(genotype.ToReferenceText, Throws.InvalidOperationException.With.Message.Contains("exactly 2 edges per node"));
    }

    [Test]
    public void No_text_is_an_argument_exception() =>
        Assert.That(() => Genotype.ParseReference(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("text"));
}
