using Spectre.Console;

namespace TextSearch;

/// <summary>What is printed at the end.</summary>
internal static class Report
{
    /// <param name="results">The results of every model, over all seeds.</param>
    public static void Show(IEnumerable<Result> results)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("model")
            .AddColumn(new TableColumn("test accuracy").RightAligned())
            .AddColumn(new TableColumn("macro F1").RightAligned())
            .AddColumn(new TableColumn("weights").RightAligned())
            .AddColumn(new TableColumn("processor time").RightAligned());
        foreach (var model in results.GroupBy(result => result.Name))
        {
            table.AddRow(
                model.Key,
                Spread([.. model.Select(result => 100 * result.Accuracy)]),
                Spread([.. model.Select(result => 100 * result.F1)]),
                model.First().ParameterCount?.ToString("N0") ?? "",
                $"{model.Average(result => result.Time.TotalSeconds):N1} s");
        }

        AnsiConsole.Write(table);
    }

    // Mean and standard deviation over the seeds.
    private static string Spread(double[] values)
    {
        var mean = values.Average();
        return values.Length == 1
            ? $"{mean:F2} %"
            : $"{mean:F2} ± {Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)):F2} %";
    }
}
