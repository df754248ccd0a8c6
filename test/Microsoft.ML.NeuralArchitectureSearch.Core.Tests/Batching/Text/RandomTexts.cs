namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Batching.Text;

/// <summary>
/// Short texts of letters, marks, emoji, control characters, and halves of surrogate pairs that stand where they should not.
/// </summary>
internal static class RandomTexts
{
    private static readonly string[] Pieces =
        ["a", "Z", "é", "e\u0301", "ß", "İ", "7", "'", "\"", "\\", ",", " ",
            "\u00A0", "漢", "🚀", "👩‍🚀", "\uD83D", "\uDE80", "\uDC00", "\uDBFF", "\uFFFD", "\uFEFF", "\u2028"];

    public static IEnumerable<string> Some(int count, int seed = 12)
    {
        var random = new Random(seed);
        for (var text = 0; text < count; text++)
        {
            yield return string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        }
    }

    /// <summary>The text as numbers: test adapters cannot write halves of surrogate pairs.</summary>
    public static string Codes(string text) =>
        string.Join(' ', text.Select(letter => ((int)letter).ToString("X4", System.Globalization.CultureInfo.InvariantCulture)));
}
