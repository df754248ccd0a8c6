using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>CIFAR-10 test accuracies of NAS-Bench-201 after 200 epochs, one for each seed: <c>nasbench201/nasbench201_c10_seeds.csv.gz</c>.</summary>
/// <remarks>Of version 1.0 of the benchmark: 1 to 3 trainings of each cell.</remarks>
public static class NasBench201Seeds
{
    /// <summary>Reads the trainings as a table for a <see cref="TabularEvaluator"/> with noise.</summary>
    public static IReadOnlyDictionary<Architecture, TableEntry> Read(string folder)
    {
        var cells = NasBench201Column.Rows(folder, "nasbench201.csv.gz").ToDictionary(row => row["arch_index"], row => DagCell.Parse(row["arch_str"]));
        return NasBench201Column.Rows(folder, "nasbench201_c10_seeds.csv.gz").ToDictionary(
            row => (Architecture)cells[row["arch_index"]],
            row => new TableEntry(ImmutableSortedDictionary<int, ImmutableArray<double>>.Empty.Add(200, Trainings(row))));
    }

    private static ImmutableArray<double> Trainings(Dictionary<string, string> row) =>
        [.. row.Where(cell => cell.Key != "arch_index" && cell.Value.Length > 0).Select(cell => double.Parse(cell.Value, CultureInfo.InvariantCulture))];
}
