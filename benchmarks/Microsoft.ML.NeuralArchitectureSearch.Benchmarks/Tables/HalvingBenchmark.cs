using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Halving;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks.Tables;

/// <summary>Successive halving and Hyperband with a third of the epochs, against random search that trains every cell in full.</summary>
internal static class HalvingBenchmark
{
    private const string Head = "| proposer | epochs | validation accuracy of the best cell trained in full, % | standard error | runs |";

    public static void Run(TableSettings settings, string folder)
    {
        var table = NasBench101Sample.Read(folder);
        var (least, most) = (NasBench101Sample.Epochs[0], NasBench101Sample.Epochs[^1]);
        foreach (var evaluations in settings.Budgets)
        {
            var third = evaluations * most / 3;

            // A round costs 16 epochs a candidate.
            var candidates = Math.Min(225, third / 16);
            var halving = new SuccessiveHalvingOptions { Candidates = candidates, LeastEpochs = least, MostEpochs = most };
            Write("random search, in full", new RandomProposer(), evaluations * most);
            Write("random search, in full, a third of the epochs", new RandomProposer(), third);
            Write($"successive halving of {candidates}", new SuccessiveHalvingProposer(new RandomProposer(), halving), third);
            Write("Hyperband", new HyperbandProposer(new RandomProposer(), new() { LeastEpochs = least, MostEpochs = most }), third);
        }

        void Write(string name, IProposer proposer, int epochs)
        {
            var best = EpochSearch.Best(table, proposer, epochs, settings.Runs, settings.FirstSeed);
            var mean = best.Average();
            var error = Math.Sqrt(best.Sum(value => (value - mean) * (value - mean)) / (best.Length - 1) / best.Length);
            var key = $"| {name} | {epochs} |";
            MarkdownRow.Write(settings.Output, Head, new(key, $"{key} {mean:F3} | {error:F3} | {best.Length} |"));
        }
    }
}
