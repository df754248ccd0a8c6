using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>5,000 chains of the space of FBNet with their latencies on devices and zero-cost scores.</summary>
/// <remarks>Lee et al., "HELP" (2021), arXiv:2106.08630; Akhauri and Abdelfattah, "On Latency Predictors for Neural Architecture Search" (2024), arXiv:2403.02446.</remarks>
public static class FbNetHardware
{
    // Expansion 1, 1 in groups, 3 and 6 with kernel 3, the same with kernel 5, and the identity: about how much each computes, and its kernel.
    private static readonly ImmutableArray<(double Work, double Kernel)> Kinds =
        [(1, 0), (0.8, 0), (3, 0), (6, 0), (1.5, 0.5), (1.2, 0.5), (4, 0.5), (7.5, 0.5), (0, 0.25)];

    /// <summary>Reads the files of <c>fbnet_hw</c>: the score is that of NASWOT, the cost the latency in milliseconds on one device.</summary>
    public static SearchTable Read(string folder, string device)
    {
        var scores = CsvTable.Read(folder, "fbnet_hw", "fbnet_zero_cost.csv.gz").ToDictionary(row => row("arch"), row => row.Number("nwot"));
        var entries = CsvTable.Read(folder, "fbnet_hw", "fbnet_latency.csv.gz").ToDictionary(
            Architecture (row) => new TokenChain([.. row("arch").Split('_').Select(int.Parse)]),
            row => new TableEntry(scores[row("arch")])
            {
                Costs = ImmutableSortedDictionary<string, double>.Empty.Add(CostNames.Latency, row.Number($"{device}_ms")),
            });
        return new("fbnet", new ListedChainSpace([.. entries.Keys.Cast<TokenChain>()], Kinds), entries, architecture => entries[architecture].Scores[0][0]);
    }
}
