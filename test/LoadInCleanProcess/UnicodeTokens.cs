using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>What the tokenizer makes of every character of Unicode.</summary>
internal static class UnicodeTokens
{
    private const int BlockSize = 256;

    /// <summary>
    /// Writes whether the process normalizes as ICU does, then the name of each block of characters and a digest of their tokens.
    /// </summary>
    public static void Write()
    {
        Console.WriteLine("e\u0301".Normalize(NormalizationForm.FormC) == "\u00E9" ? "ICU" : "invariant");
        for (var first = 0; first <= char.MaxValue * 17; first += BlockSize)
        {
            var tokens = string.Join('\n', Enumerable.Range(first, BlockSize).Where(Rune.IsValid).SelectMany(TokensOf));
            Console.WriteLine($"U+{first:X4} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(tokens)))}");
        }
    }

    private static IEnumerable<string> TokensOf(int value)
    {
        var character = new Rune(value).ToString();
        foreach (var splitting in Enum.GetValues<TextSplitting>())
        {
            foreach (var text in new[] { $"{character}a", $"A{character}1", $"Aa {character}{character} \u0391\u03A3{character}" })
            {
                foreach (var token in new TextTokenizer { Splitting = splitting, MasksDigits = true }.Tokenize(text))
                {
                    yield return token;
                }
            }
        }
    }
}
