using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>Sizes of the networks of NAS-Bench-Macro: <c>nasbench_macro/nasbench_macro_cifar10.csv.gz</c> in the folder of <see cref="BenchmarkData"/>.</summary>
internal static class NasBenchMacroSizes
{
    /// <summary>Reads parameters and multiply-adds for one image of 32x32, 10 classes.</summary>
    public static IReadOnlyDictionary<Architecture, (long Parameters, long MultiplyAdds)> Read(string folder) =>
        CsvTable.Read(folder, "nasbench_macro", "nasbench_macro_cifar10.csv.gz").ToDictionary(
            Architecture (row) => MacroSpaces.NasBenchMacro.Decode([.. row("arch").Select(digit => digit - '0')]),
            row => ((long)row.Number("params"), (long)row.Number("flops")));
}
