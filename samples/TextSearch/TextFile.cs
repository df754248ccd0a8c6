using System.IO.Compression;

namespace TextSearch;

/// <summary>Files of labelled texts: in each line a label, a tab, a text; plain or gzipped.</summary>
internal static class TextFile
{
    public static string SmsSpam => Path.Combine(AppContext.BaseDirectory, "sms_spam.tsv.gz");

    /// <exception cref="ArgumentException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A line has no tab.</exception>
    public static TextRow[] Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ArgumentException($"There is no file '{path}'.");
        }

        using var file = File.OpenRead(path);
        using var reader = new StreamReader(
            path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        var rows = new List<TextRow>();
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            rows.Add(tab > 0
                ? new TextRow { Label = line[..tab], Text = line[(tab + 1)..] }
                : throw new InvalidDataException($"Line {rows.Count + 1} of '{path}' is no label, tab and text."));
        }

        return [.. rows.Where(row => !string.IsNullOrWhiteSpace(row.Text))];
    }
}
