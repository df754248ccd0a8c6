using Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks.Tables;

/// <summary>A row of a table in a Markdown file, found again by its first two cells.</summary>
/// <param name="Key">The first two cells.</param>
/// <param name="Text">The whole line.</param>
internal sealed record MarkdownRow(string Key, string Text)
{
    public const string FiguresHead =
        "| proposer | evaluations | test accuracy, % | standard deviation | standard error | score it chose by | found the optimum | runs "
        + "| processor's seconds |";

    public static MarkdownRow Of(string proposer, TableFigures figures)
    {
        var key = $"| {proposer} | {figures.Evaluations} |";
        return new(
            key,
            $"{key} {figures.Mean:F3} | {figures.StandardDeviation:F3} | {figures.StandardError:F4} | {figures.Score:F3} " +
            $"| {figures.FoundOptimum * 100:F1} % | {figures.Tests.Count} | {Seconds(figures.SecondsPerRun)} |");
    }

    /// <summary>Puts a row into a file: where the old one of its key stood, or at the end. What else the file says stays.</summary>
    public static void Write(string file, string head, MarkdownRow row)
    {
        var rule = string.Concat(Enumerable.Repeat("|---", head.Count(letter => letter == '|') - 1)) + "|";
        List<string> lines = File.Exists(file) ? [.. File.ReadAllLines(file)] : [head, rule];
        Console.WriteLine(row.Text);
        var old = lines.FindIndex(line => line.StartsWith(row.Key, StringComparison.Ordinal));
        if (old >= 0)
        {
            lines[old] = row.Text;
        }
        else
        {
            lines.Add(row.Text);
        }

        File.WriteAllLines(file, lines);
    }

    private static string Seconds(double seconds) => double.IsNaN(seconds) ? "-" : $"{seconds:G2}";
}
