using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>CIFAR-10 test accuracies of NAS-Bench-201 after 200 epochs, one for each seed: <c>nasbench201/nasbench201_c10_seeds.csv.gz</c>.</summary>
/// <remarks>Of version 1.0 of the benchmark: 1 to 3 trainings of each cell.</remarks>
public static class NasBench201Seeds
{
    private const int Seeds = 3;

    /// <summary>Reads the trainings as a table for a <see cref="LookupEvaluator"/> with noise.</summary>
    public static IReadOnlyDictionary<Architecture, TableEntry> Read(string folder)
    {
        var cells = CsvTable.Read(folder, "nasbench201", "nasbench201.csv.gz").ToDictionary(row => row("arch_index"), row => DagCell.Parse(row("arch_str")));
        return CsvTable.Read(folder, "nasbench201", "nasbench201_c10_seeds.csv.gz").ToDictionary(
            row => (Architecture)cells[row("arch_index")],
            row => new TableEntry(ImmutableSortedDictionary<int, ImmutableArray<double>>.Empty.Add(200, Trainings(row))));
    }

    private static ImmutableArray<double> Trainings(Func<string, string> row) =>
        [.. Enumerable.Range(0, Seeds).Select(seed => $"c10_test_acc_200_seed{seed}").Where(column => row(column).Length > 0).Select(column => row.Number(column))];
}
