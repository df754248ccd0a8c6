using Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks.Tables;

/// <summary>Searches tables of known results with many seeds: <c>dotnet run -c Release --project ... -- tables nasbench201</c>.</summary>
internal static class TableBenchmark
{
    /// <summary>Searches a table and writes the figures into a Markdown file, where they take the place of older ones.</summary>
    public static void Run(string[] arguments)
    {
        var settings = TableSettings.Parse(arguments);
        var folder = BenchmarkData.Folder(Directory.GetCurrentDirectory())
            ?? throw new DirectoryNotFoundException("The tables are not here; the environment variable NAS_DATA says where they are.");
        Action<TableSettings, string> run = settings.Table switch
        {
            "nasbench101" => HalvingBenchmark.Run,
            "fronts" => FrontBenchmark.Run,
            "nasbench201" => (_, _) => Search(NasBench201.Read(folder).ToSearchTable(), settings),
            "nasbench_macro" => (_, _) => Search(NasBenchMacro.Read(folder), settings),
            var other => throw new ArgumentException($"There are the tables nasbench201, nasbench_macro, nasbench101 and fronts; found "
                + $"'{other}'."),
        };
        run(settings, folder);
    }

    private static void Search(SearchTable table, TableSettings settings)
    {
        foreach (var proposer in settings.Proposers)
        {
            // Where the settings do not depend on the number of evaluations, the beginnings of the longest searches are the others.
            foreach (var budgets in settings.Budgets.GroupBy(evaluations => $"{proposer.For(evaluations)}"))
            {
                foreach (
                    var figures in TableFigures.Of(table, proposer.For(budgets.First()), [.. budgets], settings.Runs, settings.FirstSeed))
                {
                    MarkdownRow.Write(settings.Output, MarkdownRow.FiguresHead, MarkdownRow.Of(proposer.Name, figures));
                }
            }
        }
    }
}
