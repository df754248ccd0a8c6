using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>5,000 chains of the space of FBNet with their latencies on devices and zero-cost scores.</summary>
/// <remarks>Lee et al., "HELP" (2021), arXiv:2106.08630; Akhauri and Abdelfattah, "On Latency Predictors for Neural Architecture Search" (2024), arXiv:2403.02446.</remarks>
public static class FbNetHardware
{
    private const int Identity = 8;

    // Those on maps of 32x32 and 16x16; the others have 8x8 pixels or less, and more channels.
    private const int EarlyLayers = 9;

    // Expansion 1, 1 in groups, 3 and 6 with kernel 3, the same with kernel 5, and the identity: about how much each computes.
    private static readonly ImmutableArray<double> Work = [1, 0.8, 3, 6, 1.5, 1.2, 4, 7.5, 0];

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
        return new("fbnet", new ListedChainSpace([.. entries.Keys.Cast<TokenChain>()], Describe), entries, architecture => entries[architecture].Scores[0][0]);
    }

    // Two chains of the list hardly ever agree in many layers, but in what they amount to: work, depth and convolutions in groups, early and late.
    private static ImmutableArray<double> Describe(ImmutableArray<int> tokens) =>
        [.. Describe(tokens.AsSpan()[..EarlyLayers]), .. Describe(tokens.AsSpan()[EarlyLayers..])];

    private static double[] Describe(ReadOnlySpan<int> layers)
    {
        var (work, identities, groups) = (0.0, 0, 0);
        foreach (var layer in layers)
        {
            work += Work[layer];
            identities += layer == Identity ? 1 : 0;
            groups += layer is 1 or 5 ? 1 : 0;
        }

        return [work, identities, groups];
    }
}
