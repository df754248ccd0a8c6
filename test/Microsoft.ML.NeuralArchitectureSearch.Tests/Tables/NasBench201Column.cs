using System.Globalization;
using System.IO.Compression;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>A single column of the tables of NAS-Bench-201, such as <c>nwot_c10</c>, the NASWOT scores that its authors measured.</summary>
public static class NasBench201Column
{
    /// <summary>Reads a column of <c>nasbench201/nasbench201.csv.gz</c>, by architecture.</summary>
    public static IReadOnlyDictionary<Architecture, double> Read(string folder, string column) =>
        Rows(folder, "nasbench201.csv.gz").ToDictionary(
            row => (Architecture)DagCell.Parse(row["arch_str"]), row => double.Parse(row[column], CultureInfo.InvariantCulture));

    /// <summary>The rows of a table, each by the names of its columns.</summary>
    internal static IEnumerable<Dictionary<string, string>> Rows(string folder, string name)
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, "nasbench201", name)), CompressionMode.Decompress));
        var columns = file.ReadLine()!.Split(',');
        while (file.ReadLine() is { } line)
        {
            yield return columns.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second);
        }
    }
}
