using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>A single column of the table of NAS-Bench-201, such as <c>nwot_c10</c>, the NASWOT scores that its authors measured.</summary>
public static class NasBench201Column
{
    /// <summary>Reads a column of <c>nasbench201/nasbench201.csv.gz</c>, by architecture.</summary>
    public static IReadOnlyDictionary<Architecture, double> Read(string folder, string column) =>
        CsvTable.Read(folder, "nasbench201", "nasbench201.csv.gz")
            .ToDictionary(row => (Architecture)DagCell.Parse(row("arch_str")), row => row.Number(column));
}
