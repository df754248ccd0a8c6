using System.Globalization;
using System.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

/// <summary>Genotypes in the language of Graphviz.</summary>
internal static class GenotypeDot
{
    public static string Write(Genotype genotype)
    {
        var dot = new StringBuilder();
        dot.Append("digraph genotype {\n");
        dot.Append("  rankdir=LR;\n");
        dot.Append("  node [shape=box, style=\"rounded,filled\", fillcolor=\"#e8edf4\", fontname=\"Helvetica\"];\n");
        dot.Append("  edge [fontname=\"Helvetica\", fontsize=11];\n");
        Append(dot, "normal", genotype.Normal);
        Append(dot, "reduction", genotype.Reduction);
        return dot.Append("}\n").ToString();
    }

    private static void Append(StringBuilder dot, string name, CellGenotype cell)
    {
        Line($"  subgraph cluster_{name} {{");
        Line($"    label=\"{name} cell\";");
        var count = CellGenotype.InputCount + cell.Nodes.Length;
        for (var node = 0; node < count; node++)
        {
            Line($"    {name}_{node} [label=\"{NodeLabels.Of(node)}\"];");
        }

        Line($"    {name}_out [label=\"{NodeLabels.Output}\"];");
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
