using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Genotypes;

public sealed class DotTests
{
    [Test]
    public void Both_cells_are_clusters_with_their_nodes_and_labelled_edges()
    {
        var normal = new CellGenotype(
            [[new Edge(0, "sep_conv_3x3"), new Edge(1, "skip_connect")], [new Edge(2, "none"), new Edge(1, "max_pool_3x3")]],
            [3]);
        var reduction = new CellGenotype((ImmutableArray<Edge>)[new Edge(1, "avg_pool_3x3")]);

        Assert.That(new Genotype(normal, reduction).ToDot(), Is.EqualTo("""
            digraph genotype {
              rankdir=LR;
              node [shape=box, style="rounded,filled", fillcolor="#e8edf4", fontname="Helvetica"];
              edge [fontname="Helvetica", fontsize=11];
              subgraph cluster_normal {
                label="normal cell";
                normal_0 [label="c_{k-2}"];
                normal_1 [label="c_{k-1}"];
                normal_2 [label="0"];
                normal_3 [label="1"];
                normal_out [label="c_{k}"];
                normal_0 -> normal_2 [label="sep_conv_3x3"];
                normal_1 -> normal_2 [label="skip_connect"];
                normal_2 -> normal_3 [label="none"];
                normal_1 -> normal_3 [label="max_pool_3x3"];
                normal_3 -> normal_out;
              }
              subgraph cluster_reduction {
                label="reduction cell";
                reduction_0 [label="c_{k-2}"];
                reduction_1 [label="c_{k-1}"];
                reduction_2 [label="0"];
                reduction_out [label="c_{k}"];
                reduction_1 -> reduction_2 [label="avg_pool_3x3"];
                reduction_2 -> reduction_out;
              }
            }

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Quotes_in_a_name_are_escaped()
    {
        var cell = new CellGenotype((ImmutableArray<Edge>)[new Edge(1, "a\"b\\")]);

        Assert.That(new Genotype(cell, cell).ToDot(), Does.Contain("""[label="a\"b\\"];"""));
    }
}
