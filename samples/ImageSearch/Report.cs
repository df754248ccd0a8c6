using Spectre.Console;

namespace ImageSearch;

/// <summary>What is printed at the end.</summary>
internal static class Report
{
    public static void Show(Result searched, IReadOnlyList<Result> results, SavedModel saved)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("model")
            .AddColumn(new TableColumn("test accuracy").RightAligned())
            .AddColumn(new TableColumn("weights").RightAligned())
            .AddColumn(new TableColumn("search").RightAligned())
            .AddColumn(new TableColumn("training").RightAligned());
        foreach (var result in results)
        {
            table.AddRow(
                result.Name,
                result.TestAccuracy.ToString("P2"),
                result.ParameterCount?.ToString("N0") ?? "",
                result.SearchTime is { } time ? Seconds(time) : "",
                Seconds(result.TrainingTime));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"{searched.Genotype}");
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine(
            $"{saved.Path} ({saved.Bytes / 1024.0:N0} KiB) saved, loaded into a new context: "
            + $"{saved.Equal} of {saved.Predictions} predictions are identical to the bit");
        var shown = saved.Examples.Select(example => $"{example.Label} -> {example.Predicted} ({example.Score:P0})");
        AnsiConsole.WriteLine($"it says: {string.Join(", ", shown)}");
        AnsiConsole.WriteLine($"the cells are drawn in {saved.Drawing}");
    }

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:N1} s";
}
