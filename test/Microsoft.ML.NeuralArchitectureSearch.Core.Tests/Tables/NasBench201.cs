using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>
/// The table of NAS-Bench-201 on CIFAR-10: <c>nasbench201/nasbench201.csv.gz</c> in the folder of <see cref="BenchmarkData"/>.
/// </summary>
/// <remarks>Dong and Yang (2020), arXiv:2001.00326.</remarks>
public sealed record NasBench201(IReadOnlyDictionary<Architecture, NasBench201.Row> Rows)
{
    /// <summary>Reads the table.</summary>
    public static NasBench201 Read(string folder)
    {
        using var file = new StreamReader(
            new GZipStream(File.OpenRead(Path.Combine(folder, "nasbench201", "nasbench201.csv.gz")), CompressionMode.Decompress));
        var columns = file.ReadLine()!.Split(',').Select((name, index) => (name, index))
            .ToDictionary(column => column.name, column => column.index);
        var rows = new Dictionary<Architecture, Row>();
        while (file.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            double Number(string column) => double.Parse(cells[columns[column]], CultureInfo.InvariantCulture);
            rows.Add(
                DagCell.Parse(cells[columns["arch_str"]]),
                new(
                    (int)Number("arch_index"),
                    Number("c10valid_valid_acc_200"),
                    Number("c10_test_acc_200"),
                    (long)Number("params_c10"),
                    (long)Number("flops_c10")));
        }

        return new(rows);
    }

    /// <summary>The table of a search: it chooses by validation accuracy, test accuracy is reported.</summary>
    public SearchTable ToSearchTable() => new(
        "nasbench201",
        new DagCellSpace(),
        Rows.ToDictionary(row => row.Key, row => new TableEntry(row.Value.ValidationAccuracy)),
        architecture => Rows[architecture].TestAccuracy);

    /// <summary>
    /// The table of a search for several objectives: <c>nasbench201_latency.csv.gz</c> adds the latency in milliseconds on one device.
    /// </summary>
    public SearchTable ToSearchTable(string folder, string device)
    {
        var latencies = CsvTable.Read(folder, "nasbench201", "nasbench201_latency.csv.gz")
            .ToDictionary(row => (int)row.Number("arch_index"), row => row.Number($"{device}_ms"));
        return ToSearchTable() with
        {
            Entries = Rows.ToDictionary(
                row => row.Key,
                row => new TableEntry(row.Value.ValidationAccuracy)
                {
                    Costs = ImmutableSortedDictionary<string, double>.Empty.Add(CostNames.Latency, latencies[row.Value.Index]),
                }),
        };
    }

    /// <summary>One cell.</summary>
    /// <param name="Index">Its official index.</param>
    /// <param name="ValidationAccuracy">After 200 epochs on the training half, in percent.</param>
    /// <param name="TestAccuracy">After 200 epochs on all training images, mean over seeds, in percent.</param>
    /// <param name="Parameters">Number of weights for 10 classes.</param>
    /// <param name="MultiplyAdds">Multiply-adds for one image of 32x32, 10 classes.</param>
    public sealed record Row(int Index, double ValidationAccuracy, double TestAccuracy, long Parameters, long MultiplyAdds);
}
