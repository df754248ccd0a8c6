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
        var table = Read(settings.Table, folder);
        foreach (var proposer in settings.Proposers)
        {
            foreach (var evaluations in settings.Budgets)
            {
                var figures = TableFigures.Of(table, proposer.For(evaluations), evaluations, settings.Runs);
                var row = MarkdownRow.Of(proposer.Name, figures);
                Console.WriteLine(row.Text);
                MarkdownRow.Write(settings.Output, row);
            }
        }
    }

    private static SearchTable Read(string name, string folder) => name switch
    {
        "nasbench201" => NasBench201.Read(folder).ToSearchTable(),
        "nasbench_macro" => NasBenchMacro.Read(folder),
        _ => throw new ArgumentException($"There are the tables nasbench201 and nasbench_macro; found '{name}'.", nameof(name)),
    };
}
