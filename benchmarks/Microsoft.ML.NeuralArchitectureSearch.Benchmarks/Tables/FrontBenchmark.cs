using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks.Tables;

/// <summary>The fronts of score and latency that NSGA-II and random search find with 500 evaluations, against the true ones.</summary>
internal static class FrontBenchmark
{
    private const int Evaluations = 500;

    private const string Head =
        "| table, device | proposer | hypervolume up to the worst of all, % of the true front's | up to the worst of the true front, % | "
        + "runs |";

    public static void Run(TableSettings settings, string folder)
    {
        var cells = NasBench201.Read(folder);
        foreach (var device in (string[])["fpga", "eyeriss", "1080ti_1", "titanxp_256", "samsung_a50", "gold_6226"])
        {
            Compare($"NAS-Bench-201, {device}", cells.ToSearchTable(folder, device), settings);
        }

        foreach (var device in (string[])["fpga", "eyeriss", "raspi4", "1080ti_1"])
        {
            Compare($"FBNet, {device}", FbNetHardware.Read(folder, device), settings);
        }
    }

    private static void Compare(string name, SearchTable table, TableSettings settings)
    {
        var search = new FrontSearch(table);
        Write("random search", new RandomProposer());
        Write("NSGA-II", new Nsga2Proposer(new() { Objectives = FrontSearch.Objectives }));
        Write("NSGA-II, screened", new Nsga2Proposer(new() { Objectives = FrontSearch.Objectives, Screening = new() }));

        void Write(string proposerName, IProposer proposer)
        {
            var fronts = search.Search(proposer, Evaluations, settings.Runs, settings.FirstSeed);
            var key = $"| {name} | {proposerName} |";
            var all = fronts.Average(front => search.Share(front, search.WorstOfAll));
            var strict = fronts.Average(front => search.Share(front, search.WorstOfFront));
            MarkdownRow.Write(settings.Output, Head, new(key, $"{key} {all * 100:F2} | {strict * 100:F2} | {fronts.Length} |"));
        }
    }
}
