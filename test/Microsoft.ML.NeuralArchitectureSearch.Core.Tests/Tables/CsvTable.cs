using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>Rows of a compressed text file with a line of column names.</summary>
internal static partial class CsvTable
{
    /// <summary>Reads the rows: each is asked for the text of a column by its name.</summary>
    public static IEnumerable<Func<string, string>> Read(params string[] path)
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(path)), CompressionMode.Decompress));
        var columns = Cells(file.ReadLine()!).Index().ToDictionary(column => column.Item, column => column.Index);
        while (file.ReadLine() is { } line)
        {
            var cells = Cells(line);
            yield return column => cells[columns[column]];
        }
    }

    /// <summary>The number in a column.</summary>
    public static double Number(this Func<string, string> row, string column) => double.Parse(row(column), CultureInfo.InvariantCulture);

    private static string[] Cells(string line) =>
        [.. Cell().Matches(line).Select(cell => cell.Groups["quoted"].Success ? cell.Groups["quoted"].Value : cell.Groups["plain"].Value)];

    [GeneratedRegex("""(?:^|,)(?:"(?<quoted>[^"]*)"|(?<plain>[^,]*))""")]
    private static partial Regex Cell();
}
