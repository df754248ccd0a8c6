using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>
/// Sizes of the networks of NAS-Bench-Macro: <c>nasbench_macro/nasbench_macro_cifar10.csv.gz</c> in the folder of
/// <see cref="ShippedData"/>.
/// </summary>
internal static class NasBenchMacroSizes
{
    /// <summary>Reads parameters and multiply-adds for one image of 32x32, 10 classes.</summary>
    public static IReadOnlyDictionary<Architecture, (long Parameters, long MultiplyAdds)> Read(string folder) =>
        CsvTable.Read(folder, "nasbench_macro", "nasbench_macro_cifar10.csv.gz").ToDictionary(
            Architecture (row) => MacroSpaces.NasBenchMacro.Decode([.. row("arch").Select(digit => digit - '0')]),
            row => ((long)row.Number("params"), (long)row.Number("flops")));

    /// <summary>Reads the table of a search for accuracy and few multiply-adds, in the place of a latency.</summary>
    public static SearchTable ReadWithCosts(string folder)
    {
        var (table, sizes) = (NasBenchMacro.Read(folder), Read(folder));
        return table with
        {
            Entries = table.Entries.ToDictionary(
                entry => entry.Key,
                entry => entry.Value with
                {
                    Costs = ImmutableSortedDictionary<string, double>.Empty
                    .Add(CostNames.Latency, sizes[entry.Key].MultiplyAdds)
                }),
        };
    }

    /// <summary>Reads the three accuracies of each network as a table for a <see cref="LookupEvaluator"/> with noise.</summary>
    public static IReadOnlyDictionary<Architecture, TableEntry> ReadTrainings(string folder) =>
        CsvTable.Read(folder, "nasbench_macro", "nasbench_macro_cifar10.csv.gz").ToDictionary(
            Architecture (row) => MacroSpaces.NasBenchMacro.Decode([.. row("arch").Select(digit => digit - '0')]),
            row => new TableEntry(ImmutableSortedDictionary<int, ImmutableArray<double>>.Empty.Add(
                50, [.. Enumerable.Range(1, 3).Select(run => row.Number($"test_acc_run{run}"))])));
}
