using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Genotypes;

public sealed class CellGenotypeTests
{
    [Test]
    public void Cells_are_equal_when_their_nodes_and_outputs_are()
    {
        var cell = new CellGenotype([Node(0, 1), Node(0, 2)], [3]);
        var same = new CellGenotype([Node(0, 1), Node(0, 2)], [3]);

        Assert.That(cell, Is.EqualTo(same));
        Assert.That(cell.GetHashCode(), Is.EqualTo(same.GetHashCode()));
    }

    [Test]
    public void Cells_differ_by_a_source_an_operation_an_output_or_where_a_node_ends()
    {
        var cell = new CellGenotype([Node(0, 1), Node(0, 2)], [2, 3]);
        ImmutableArray<Edge> otherOperation = [new(0, "max_pool_3x3"), new(2, "skip_connect")];

        Assert.That(cell, Is.Not.EqualTo(new CellGenotype([Node(0, 1), Node(1, 2)], [2, 3])));
        Assert.That(cell, Is.Not.EqualTo(new CellGenotype([Node(0, 1), otherOperation], [2, 3])));
        Assert.That(cell, Is.Not.EqualTo(new CellGenotype([Node(0, 1), Node(0, 2)], [3, 2])));
        Assert.That(new CellGenotype([Node(0), Node(1, 0)], [2, 3]), Is.Not.EqualTo(new CellGenotype([Node(0, 1), Node(0)], [2, 3])));
        Assert.That(cell, Is.Not.EqualTo(null));
    }

    [Test]
    public void All_nodes_are_concatenated_unless_said_otherwise() =>
        Assert.That(new CellGenotype(Node(0, 1), Node(0, 1), Node(0, 1)).Concatenated, Is.EqualTo(new[] { 2, 3, 4 }));

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(-1)]
    public void A_node_may_not_read_itself_or_a_later_or_no_node(int source) =>
        Assert.That(
            () => new CellGenotype(Node(0, source), Node(0, 1)),
            Throws.ArgumentException.With.Message.Contains("may only read nodes 0 to 1"));

    [Test]
    public void A_cell_has_a_node_and_a_node_has_an_edge()
    {
        Assert.That(() => new CellGenotype([]), Throws.ArgumentException.With.Message.Contains("at least one intermediate node"));
        Assert.That(() => new CellGenotype(Node(0, 1), []), Throws.ArgumentException.With.Message.Contains("Node 3 has no edge"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    public void An_edge_names_an_operation(string? operation) =>
        Assert.That(
            () => new CellGenotype((ImmutableArray<Edge>)[new Edge(0, operation!)]), Throws.ArgumentException.With.Message
                .Contains("names no operation"));

    [TestCase(new int[0])]
    [TestCase(new[] { 1 })]
    [TestCase(new[] { 4 })]
    [TestCase(new[] { 2, 2 })]
    public void The_output_concatenates_distinct_intermediate_nodes(int[] concatenated) =>
        Assert.That(
            () => new CellGenotype([Node(0, 1), Node(0, 1)], [.. concatenated]),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("concatenated").And.Message.Contains("out of 2 to 3"));

    private static ImmutableArray<Edge> Node(params int[] sources) => [.. sources.Select(source => new Edge(source, "skip_connect"))];
}
