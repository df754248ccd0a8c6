using System.Globalization;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>
/// Sizes of 5,000 networks of FBNet's space: <c>fbnet_hw/fbnet_zero_cost.csv.gz</c> in the folder of <see cref="BenchmarkData"/>.
/// </summary>
internal static class FBNetSizes
{
    /// <summary>
    /// Reads parameters, and operations for one image of 32x32, 100 classes, in single precision: not multiply-adds alone.
    /// </summary>
    public static IReadOnlyDictionary<Architecture, (long Parameters, double Operations)> Read(string folder) =>
        CsvTable.Read(folder, "fbnet_hw", "fbnet_zero_cost.csv.gz").ToDictionary(
            Architecture (row) => MacroSpaces.FBNet
                .Decode([.. row("arch").Split('_').Select(token => int.Parse(token, CultureInfo.InvariantCulture))]),
            row => ((long)row.Number("params"), row.Number("flops")));
}
