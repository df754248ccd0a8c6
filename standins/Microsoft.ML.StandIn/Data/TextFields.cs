using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Cuts a line of text at its separators.</summary>
internal static class TextFields
{
    public static string[] Split(string line, TextLoader.Options options)
    {
        var fields = new List<string>();
        var position = 0;
        while (true)
        {
            fields.Add(options.AllowQuoting && IsQuoted(line, position) ? Quoted(line, ref position, options) : Plain(line, ref position, options));
            if (position >= line.Length)
                return [.. fields];

            position++;
            if (position == line.Length)
            {
                fields.Add("");
                return [.. fields];
            }
        }
    }

    private static bool IsQuoted(string line, int position)
    {
        while (position < line.Length && line[position] == ' ')
            position++;
        return position < line.Length && line[position] == '"';
    }

    private static string Plain(string line, ref int position, TextLoader.Options options)
    {
        var end = line.IndexOfAny(options.Separators, position);
        if (end < 0)
            end = line.Length;
        var field = line[position..end];
        position = end;
        return options.TrimWhitespace ? field.TrimEnd() : field;
    }

    // A quote inside a quoted field is written twice, or behind the escape character.
    private static string Quoted(string line, ref int position, TextLoader.Options options)
    {
        var text = new StringBuilder();
        position = line.IndexOf('"', position) + 1;
        for (; position < line.Length; position++)
        {
            var next = position + 1 < line.Length ? line[position + 1] : '\0';
            if (line[position] == options.EscapeChar && next == '"')
                text.Append(line[++position]);
            else if (line[position] == '"')
                break;
            else
                text.Append(line[position]);
        }

        var end = position < line.Length ? line.IndexOfAny(options.Separators, position) : -1;
        position = end < 0 ? line.Length : end;
        return text.ToString();
    }
}
