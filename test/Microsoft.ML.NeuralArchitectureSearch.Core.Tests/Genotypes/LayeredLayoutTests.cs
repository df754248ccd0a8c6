using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Genotypes;

public sealed class LayeredLayoutTests
{
    private const double LabelHeight = 24;
    private const double Rounding = 1e-6;

    private static readonly ImmutableArray<CellGenotype> Cells =
    [
        .. PublishedGenotypes.All.Values.SelectMany(genotype => new[] { genotype.Normal, genotype.Reduction }),
        .. Enumerable.Range(0, 40).Select(seed => new DartsCellSpace { Nodes = 1 + (seed % 7) }.Sample(new Random(seed)).Normal),
    ];

    [Test]
    public void No_label_lies_on_another()
    {
        foreach (var layout in Cells.Select(LayeredLayout.Of))
        {
            var overlaps = Pairs(layout.Labels)
                .Where(pair => Math.Abs(pair.First.X - pair.Second.X) < layout.LabelWidth
                    && Math.Abs(pair.First.Y - pair.Second.Y) < LabelHeight);

            Assert.That(overlaps, Is.Empty);
        }
    }

    [Test]
    public void No_node_lies_on_another_or_on_a_label()
    {
        const double diameter = 2 * LayeredLayout.NodeRadius;
        foreach (var layout in Cells.Select(LayeredLayout.Of))
        {
            var onNode = Pairs(layout.Nodes)
                .Where(pair => Math.Abs(pair.First.X - pair.Second.X) < diameter && Math.Abs(pair.First.Y - pair.Second.Y) < diameter);
            var onLabel = layout.Nodes.SelectMany(node => layout.Labels.Where(label =>
                Math.Abs(node.X - label.X) < LayeredLayout.NodeRadius + (layout.LabelWidth / 2)
                && Math.Abs(node.Y - label.Y) < LayeredLayout.NodeRadius + (LabelHeight / 2)));

            Assert.That(onNode, Is.Empty);
            Assert.That(onLabel, Is.Empty);
        }
    }

    [Test]
    public void No_line_runs_through_a_label()
    {
        foreach (var layout in Cells.Select(LayeredLayout.Of))
        {
            // A line is steep only between the layers, where no label is; within a layer it is level.
            var through = layout.Lines.Where(line => line.Operation is null).SelectMany(line => layout.Labels.Where(label =>
                line.X1 < label.X && label.X < line.X2 && Math.Abs(line.Y1 - label.Y) < LabelHeight / 2));
            var steep = layout.Lines.Where(line => line.Y1 != line.Y2)
                .SelectMany(line => layout.Labels.Where(label => line.X1 < label.X + (layout.LabelWidth / 2) - Rounding
                    && label.X - (layout.LabelWidth / 2) < line.X2 - Rounding));

            Assert.That(through, Is.Empty);
            Assert.That(steep, Is.Empty);
        }
    }

    [Test]
    public void Every_edge_has_its_label_in_front_of_its_node()
    {
        foreach (var cell in Cells)
        {
            var layout = LayeredLayout.Of(cell);
            var nodes = layout.Nodes.ToDictionary(node => (node.X, node.Y), node => node.Index);
            var drawn = layout.Labels.Select(label => (nodes[(label.TargetX, label.TargetY)], label.Operation));
            var expected = cell.Nodes.SelectMany((edges, node) => edges.Select(edge => (node + CellGenotype.InputCount, edge.Operation)));

            Assert.That(drawn, Is.EquivalentTo(expected));
            Assert.That(layout.Labels, Has.All.Matches<PlacedLabel>(label => label.X + (layout.LabelWidth / 2) < label.TargetX));
        }
    }

    [Test]
    public void Every_label_is_reached_from_the_node_that_its_edge_reads()
    {
        foreach (var cell in Cells)
        {
            var layout = LayeredLayout.Of(cell);
            var nodes = layout.Nodes.ToDictionary(node => (node.X, node.Y), node => node.Index);
            var drawn = layout.Labels.Select(label =>
                (SourceOf(layout, label.X - (layout.LabelWidth / 2), label.Y), label.Operation, nodes[(label.TargetX, label.TargetY)]));
            var expected = cell.Nodes
                .SelectMany((edges, node) => edges.Select(edge => (edge.Source, edge.Operation, node + CellGenotype.InputCount)));

            Assert.That(drawn, Is.EquivalentTo(expected));
        }
    }

    [Test]
    public void A_node_stands_to_the_right_of_the_nodes_that_it_reads()
    {
        foreach (var cell in Cells)
        {
            var x = LayeredLayout.Of(cell).Nodes.ToDictionary(node => node.Index, node => node.X);
            var reads = cell.Nodes
                .SelectMany((edges, node) => edges.Select(edge => (From: edge.Source, To: node + CellGenotype.InputCount)));

            Assert.That(reads, Has.All.Matches<(int From, int To)>(read => x[read.From] < x[read.To]));
            Assert.That(x[cell.Nodes.Length + CellGenotype.InputCount], Is.GreaterThan(x.Values.SkipLast(1).Max()));
        }
    }

    [Test]
    public void Everything_is_inside()
    {
        foreach (var layout in Cells.Select(LayeredLayout.Of))
        {
            Assert.That(
                layout.Nodes.Select(node => node.X),
                Is.All.InRange(LayeredLayout.NodeRadius, layout.Width - LayeredLayout.NodeRadius));
            Assert.That(
                layout.Nodes.Select(node => node.Y),
                Is.All.InRange(LayeredLayout.NodeRadius, layout.Height - LayeredLayout.NodeRadius));
            Assert.That(layout.Labels.Select(label => label.Y), Is.All.InRange(LabelHeight / 2, layout.Height - (LabelHeight / 2)));
            Assert.That(layout.Lines.Select(line => line.Y2), Is.All.InRange(0.0, layout.Height));
        }
    }

    [Test]
    public void A_very_large_cell_is_laid_out_in_seconds()
    {
        var cell = new DartsCellSpace { Nodes = 100 }.Sample(new Random(1)).Normal;

        Assert.That(LayeredLayout.Of(cell).Labels, Has.Length.EqualTo(200));
    }

    private static int SourceOf(CellLayout layout, double x, double y)
    {
        // Follows the lines back from where they end to the node where they begin.
        while (!layout.Nodes.Any(IsHere))
        {
            var line = layout.Lines.Single(line => Math.Abs(line.X2 - x) < Rounding && Math.Abs(line.Y2 - y) < Rounding);
            (x, y) = (line.X1, line.Y1);
        }

        return layout.Nodes.Single(IsHere).Index;

        bool IsHere(PlacedNode node) => Math.Abs(node.X + LayeredLayout.NodeRadius - x) < Rounding && Math.Abs(node.Y - y) < Rounding;
    }

    private static IEnumerable<(T First, T Second)> Pairs<T>(ImmutableArray<T> items) =>
        items.SelectMany((first, index) => items.Skip(index + 1).Select(second => (first, second)));
}
