using System.Globalization;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

/// <summary>The names that the literature gives to a cell's nodes.</summary>
internal static class NodeLabels
{
    public const string Output = "c_{k}";

    public static string Of(int node) => node switch
    {
        0 => "c_{k-2}",
        1 => "c_{k-1}",
        _ => (node - CellGenotype.InputCount).ToString(CultureInfo.InvariantCulture),
    };
}
