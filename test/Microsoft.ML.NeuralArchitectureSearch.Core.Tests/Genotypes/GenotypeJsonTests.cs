using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Genotypes;

public sealed class GenotypeJsonTests
{
    private const string Cell = """{"nodes": [[{"operation": "skip_connect", "source": 0}]], "concatenated": [2]}""";

    private static readonly IEnumerable<string> Names = PublishedGenotypes.All.Keys;

    [Test]
    public void Is_laid_out_as_documented()
    {
        var genotype = new Genotype(
            new CellGenotype([[new Edge(0, "sep_conv_3x3"), new Edge(1, "skip_connect")], [new Edge(2, "none")]], [3]),
            new CellGenotype([[new Edge(1, "max_pool_3x3")]], [2]));

        Assert.That(genotype.ToJson(), Is.EqualTo("""
            {
              "normal": {
                "nodes": [
                  [
                    {
                      "operation": "sep_conv_3x3",
                      "source": 0
                    },
                    {
                      "operation": "skip_connect",
                      "source": 1
                    }
                  ],
                  [
                    {
                      "operation": "none",
                      "source": 2
                    }
                  ]
                ],
                "concatenated": [
                  3
                ]
              },
              "reduction": {
                "nodes": [
                  [
                    {
                      "operation": "max_pool_3x3",
                      "source": 1
                    }
                  ]
                ],
                "concatenated": [
                  2
                ]
              }
            }
            """.ReplaceLineEndings("\n")));
    }

    [TestCaseSource(nameof(Names))]
    public void A_published_genotype_is_read_back_as_written(string name)
    {
        var genotype = PublishedGenotypes.All[name];

        Assert.That(Genotype.FromJson(genotype.ToJson()), Is.EqualTo(genotype));
    }

    [Test]
    public void Any_name_of_an_operation_is_read_back_as_written()
    {
        var cell = new CellGenotype((ImmutableArray<Edge>)[new Edge(0, "a \"quoted\" \\ näme\n")]);
        var genotype = new Genotype(cell, cell);

        Assert.That(Genotype.FromJson(genotype.ToJson()), Is.EqualTo(genotype));
    }

    [Test]
    public void The_order_of_members_does_not_matter()
    {
        var genotype = Genotype.FromJson(
            """{"reduction": """ + Cell + """, "normal": {"concatenated": [2], "nodes": [[{"source": 1, "operation": "none"}]]}}""");

        Assert.That(genotype.Normal.Nodes[0][0], Is.EqualTo(new Edge(1, "none")));
    }

    [TestCase("", "not valid JSON")]
    [TestCase("{", "not valid JSON")]
    [TestCase("Genotype(normal=[])", "not valid JSON")]
    [TestCase("""{"normal": CELL, "normal": CELL, "reduction": CELL}""", "not valid JSON")]
    [TestCase("[]", "the document is an object with the members 'normal' and 'reduction'; found []")]
    [TestCase("{}", "the document has exactly the members 'normal' and 'reduction'; found none")]
    [TestCase("""{"normal": CELL}""", "found 'normal'")]
    [TestCase("""{"normal": CELL, "reduction": CELL, "name": "x"}""", "found 'normal', 'reduction', 'name'")]
    [TestCase("""{"normal": null, "reduction": CELL}""", "normal is an object with the members 'nodes' and 'concatenated'; found null")]
    [TestCase("""{"normal": CELL, "reduction": {"nodes": 3, "concatenated": [2]}}""", "reduction.nodes is a list; found 3")]
    [TestCase("""{"normal": CELL, "reduction": {"nodes": [{}], "concatenated": [2]}}""", "reduction.nodes[0] is a list; found {}")]
    [TestCase(
        """{"normal": CELL, "reduction": {"nodes": [[7]], "concatenated": [2]}}""",
        "reduction.nodes[0][0] is an object with the members 'operation' and 'source'")]
    [TestCase(
        """{"normal": CELL, "reduction": {"nodes": [[{"operation": 1, "source": 0}]], "concatenated": [2]}}""",
        "nodes[0][0].operation is the name of an operation; found 1")]
    [TestCase(
        """{"normal": CELL, "reduction": {"nodes": [[{"operation": "none", "source": 0.5}]], "concatenated": [2]}}""",
        "source is the index of a node, a whole number; found 0.5")]
    [TestCase(
        """{"normal": CELL, "reduction": {"nodes": [[{"operation": "none", "source": 99999999999}]], "concatenated": [2]}}""",
        "found 99999999999")]
    [TestCase(
        """{"normal": CELL, "reduction": {"nodes": [[{"operation": "none", "source": 2}]], "concatenated": [2]}}""",
        "reduction is no cell: Node 2 reads node 2; it may only read nodes 0 to 1")]
    [TestCase(
        """{"normal": CELL, "reduction": {"nodes": [], "concatenated": [2]}}""",
        "reduction is no cell: A cell needs at least one intermediate node")]
    [TestCase(
        """{"normal": CELL, "reduction": {"nodes": [[{"operation": "none", "source": 1}]], "concatenated": [3]}}""",
        "concatenates distinct nodes out of 2 to 2, at least one; found [3]")]
    public void What_is_no_genotype_is_refused_with_the_reason(string json, string reason) =>
        Assert.That(
            () => Genotype.FromJson(json.Replace("CELL", Cell, StringComparison.Ordinal)), Throws.TypeOf<FormatException>().With.Message
                .Contains(reason));

    [Test]
    public void A_long_mistake_is_quoted_in_part() =>
        Assert.That(
            () => Genotype.FromJson($"\"{new string('x', 10_000)}\""), Throws.TypeOf<FormatException>().With.Message.Length.LessThan(300));

    [Test]
    public void No_text_is_an_argument_exception() =>
        Assert.That(() => Genotype.FromJson(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("json"));
}
