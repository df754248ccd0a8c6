using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>NAS-Bench-Macro: all 6,561 chains of eight layers, each an identity or one of two inverted bottlenecks, on CIFAR-10.</summary>
/// <remarks>Su et al., "Prioritized Architecture Sampling with Monto-Carlo Tree Search" (2021), arXiv:2103.11922.</remarks>
public static class NasBenchMacro
{
    /// <summary>
    /// Reads <c>nasbench_macro/nasbench_macro_cifar10.csv.gz</c>: a search sees the mean test accuracy of three trainings, which is also
    /// reported.
    /// </summary>
    public static SearchTable Read(string folder)
    {
        var accuracies = CsvTable.Read(folder, "nasbench_macro", "nasbench_macro_cifar10.csv.gz").ToDictionary(
            Architecture (row) => MacroSpaces.NasBenchMacro.Decode([.. row("arch").Select(digit => digit - '0')]),
            row => row.Number("mean_acc"));
        return new(
            "nasbench_macro",
            MacroSpaces.NasBenchMacro,
            accuracies.ToDictionary(pair => pair.Key, pair => new TableEntry(pair.Value)),
            architecture => accuracies[architecture]);
    }
}
