using System.Globalization;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>Genotypes as the reference code of DARTS prints them.</summary>
internal static class ReferenceText
{
    public const int EdgesPerNode = 2;

    public static bool CanWrite(Genotype genotype) => CanWrite(genotype.Normal) && CanWrite(genotype.Reduction);

    public static string Write(Genotype genotype)
    {
        if (!CanWrite(genotype))
        {
            throw new InvalidOperationException(
                $"The reference code's text holds exactly {EdgesPerNode} edges per node; this genotype has a node with another number. Its JSON has no such limit.");
        }

        return $"Genotype(normal={Edges(genotype.Normal)}, normal_concat={Outputs(genotype.Normal)}, "
            + $"reduce={Edges(genotype.Reduction)}, reduce_concat={Outputs(genotype.Reduction)})";
    }

    private static bool CanWrite(CellGenotype cell) => cell.Nodes.All(edges => edges.Length == EdgesPerNode);

    private static string Edges(CellGenotype cell) =>
        $"[{string.Join(", ", cell.Nodes.SelectMany(edges => edges)
            .Select(edge => string.Create(CultureInfo.InvariantCulture, $"('{Escaped(edge.Operation)}', {edge.Source})")))}]";

    private static string Outputs(CellGenotype cell) => $"[{string.Join(", ", cell.Concatenated)}]";

    private static string Escaped(string name) => name
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("'", @"\'", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal)
        .Replace("\r", @"\r", StringComparison.Ordinal);
}
