using System.Collections.Immutable;
using System.Globalization;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>Genotypes as the reference code of DARTS prints them.</summary>
internal static class ReferenceText
{
    private const int EdgesPerNode = 2;

    private static readonly ImmutableArray<string> Members = ["normal", "normal_concat", "reduce", "reduce_concat"];

    public static bool CanWrite(Genotype genotype) => CanWrite(genotype.Normal) && CanWrite(genotype.Reduction);

    public static string Write(Genotype genotype)
    {
        if (!CanWrite(genotype))
        {
            throw new InvalidOperationException(
                $"The reference code's text holds exactly {EdgesPerNode} edges per node; this genotype has a node with another number. "
                + "Its JSON has no such limit.");
        }

        return $"Genotype(normal={Edges(genotype.Normal)}, normal_concat={Outputs(genotype.Normal)}, "
            + $"reduce={Edges(genotype.Reduction)}, reduce_concat={Outputs(genotype.Reduction)})";
    }

    public static Genotype Read(string text)
    {
        var call = new ReferenceTextParser(text, Members);
        call.Parse();
        return new Genotype(Cell(call, "normal"), Cell(call, "reduce"));
    }

    /// <summary>A name in quotes, as Python reads it.</summary>
    public static string Quoted(string name) => $"'{Escaped(name)}'";

    private static CellGenotype Cell(ReferenceTextParser call, string name)
    {
        var edges = call.Edges[name];
        if (edges.Length % EdgesPerNode != 0)
        {
            throw new FormatException($"'{name}' lists {EdgesPerNode} edges for each node; found {edges.Length} edges in all.");
        }

        try
        {
            return new CellGenotype([.. edges.Chunk(EdgesPerNode).Select(ImmutableArray.Create)], call.Outputs[name + "_concat"]);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"'{name}' is no cell: {exception.Message}", exception);
        }
    }

    private static bool CanWrite(CellGenotype cell) => cell.Nodes.All(edges => edges.Length == EdgesPerNode);

    private static string Edges(CellGenotype cell) =>
        $"[{string.Join(", ", cell.Nodes.SelectMany(edges => edges)
            .Select(edge => string.Create(CultureInfo.InvariantCulture, $"({Quoted(edge.Operation)}, {edge.Source})")))}]";

    private static string Outputs(CellGenotype cell) => $"[{string.Join(", ", cell.Concatenated)}]";

    private static string Escaped(string name) => name
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("'", @"\'", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal)
        .Replace("\r", @"\r", StringComparison.Ordinal);
}
