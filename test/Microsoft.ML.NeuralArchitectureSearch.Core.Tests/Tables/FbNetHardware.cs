using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>5,000 chains of the space of FBNet with their latencies on devices and zero-cost scores.</summary>
/// <remarks>
/// Lee et al., "HELP" (2021), arXiv:2106.08630; Akhauri and Abdelfattah, "On Latency Predictors for Neural Architecture Search" (2024),
/// arXiv:2403.02446.
/// </remarks>
public static class FbNetHardware
{
    /// <summary>
    /// Reads the files of <c>fbnet_hw</c>: the score is that of NASWOT, the cost the latency in milliseconds on one device.
    /// </summary>
    public static SearchTable Read(string folder, string device)
    {
        var scores = CsvTable.Read(folder, "fbnet_hw", "fbnet_zero_cost.csv.gz")
            .ToDictionary(row => row("arch"), row => row.Number("nwot"));
        var entries = CsvTable.Read(folder, "fbnet_hw", "fbnet_latency.csv.gz").ToDictionary(
            Architecture (row) => new TokenChain([.. row("arch").Split('_').Select(int.Parse)]),
            row => new TableEntry(scores[row("arch")])
            {
                Costs = ImmutableSortedDictionary<string, double>.Empty.Add(CostNames.Latency, row.Number($"{device}_ms")),
            });
        return new(
            "fbnet",
            new ListedChainSpace([.. entries.Keys.Cast<TokenChain>()]),
            entries,
            architecture => entries[architecture].Scores[0][0]);
    }
}
