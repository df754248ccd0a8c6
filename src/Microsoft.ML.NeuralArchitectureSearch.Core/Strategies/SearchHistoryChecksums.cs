using System.Security.Cryptography;
using System.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>The checksums at the ends of the lines of a history. Each covers its line and all lines before it.</summary>
internal sealed class SearchHistoryChecksums
{
    private const int Digits = 16;

    private static readonly string Before = ",\"sha256\":\"";
    private static readonly string After = "\"}";

    private string _last = "";

    /// <summary>Ends the next line with its checksum.</summary>
    /// <param name="json">The line, a JSON object.</param>
    public string Add(string json)
    {
        _last = Of(json);
        return json[..^1] + Before + _last + After;
    }

    /// <summary>Whether a line ends with a checksum.</summary>
    public static bool HasOne(string line) =>
        line.Length > Before.Length + Digits + After.Length
        && line.EndsWith(After, StringComparison.Ordinal)
        && line.AsSpan(line.Length - After.Length - Digits - Before.Length).StartsWith(Before);

    /// <summary>Compares the checksum of the next line.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The line without its checksum.</returns>
    /// <exception cref="FormatException">The line has none, or another one than its text.</exception>
    public string Check(string line)
    {
        if (!HasOne(line))
        {
            throw new FormatException("its checksum is missing.");
        }

        var json = string.Concat(line.AsSpan(0, line.Length - After.Length - Digits - Before.Length), "}");
        _last = Of(json);
        return line.AsSpan(line.Length - After.Length - Digits, Digits).SequenceEqual(_last)
            ? json
            : throw new FormatException("its checksum is not that of this line and the lines before it.");
    }

    private string Of(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_last + json)))[..Digits];
}
