using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>20,001 cells of NAS-Bench-101, drawn uniformly, with their accuracies after 4, 12, 36 and 108 epochs on CIFAR-10.</summary>
/// <remarks>Ying et al., "NAS-Bench-101" (2019), arXiv:1902.09635.</remarks>
public static class NasBench101Sample
{
    /// <summary>The numbers of epochs.</summary>
    public static ImmutableArray<int> Epochs { get; } = [4, 12, 36, 108];

    /// <summary>
    /// Reads <c>nasbench101_20k/nasbench101_20k.csv.gz</c>: a search sees validation accuracies in percent, and that after 108 epochs is
    /// reported.
    /// </summary>
    public static SearchTable Read(string folder)
    {
        var entries = CsvTable.Read(folder, "nasbench101_20k", "nasbench101_20k.csv.gz").ToDictionary(
            Architecture (row) => new NasBench101Cell(row("adjacency"), row("ops")),
            row => new TableEntry(Epochs.ToImmutableSortedDictionary(
                epochs => epochs, epochs => ImmutableArray.Create(100 * row.Number($"val_acc_{epochs}")))));
        return new("nasbench101", new ListedSpace([.. entries.Keys]), entries, architecture => entries[architecture].Scores[Epochs[^1]][0]);
    }
}
