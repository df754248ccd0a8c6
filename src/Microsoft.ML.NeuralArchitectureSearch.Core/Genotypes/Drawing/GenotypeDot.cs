using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

/// <summary>Genotypes in the language of Graphviz.</summary>
internal static class GenotypeDot
{
    public static string Write(ImmutableArray<DrawnCell> cells)
    {
        var dot = new StringBuilder();
        dot.Append("digraph genotype {\n");
        dot.Append("  rankdir=LR;\n");
        dot.Append("  node [shape=box, style=\"rounded,filled\", fillcolor=\"#e8edf4\", fontname=\"Helvetica\"];\n");
        dot.Append("  edge [fontname=\"Helvetica\", fontsize=11];\n");
        foreach (var cell in cells)
        {
            Append(dot, cell);
        }

        return dot.Append("}\n").ToString();
    }

    private static void Append(StringBuilder dot, DrawnCell drawn)
    {
        var (name, cell, labels) = drawn;
        Line($"  subgraph cluster_{name} {{");
        Line($"    label=\"{drawn.Title}\";");
        var count = CellGenotype.InputCount + cell.Nodes.Length;
        for (var node = 0; node < count; node++)
        {
            Line($"    {name}_{node} [label=\"{labels.Of(node)}\"];");
        }

        Line($"    {name}_out [label=\"{labels.Output}\"];");
        for (var node = CellGenotype.InputCount; node < count; node++)
        {
            foreach (var edge in cell.Nodes[node - CellGenotype.InputCount])
            {
                Line($"    {name}_{edge.Source} -> {name}_{node} [label=\"{Escaped(edge.Operation)}\"];");
            }
        }

        foreach (var node in cell.Concatenated)
        {
            Line($"    {name}_{node} -> {name}_out;");
        }

        Line($"  }}");

        void Line(FormattableString line) => dot.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
