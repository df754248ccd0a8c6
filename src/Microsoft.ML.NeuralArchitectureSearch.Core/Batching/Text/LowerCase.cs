using System.Buffers;
using System.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>Lower case by the rules of no language, the same in every process.</summary>
/// <remarks>
/// .NET takes the case of letters from the ICU library of the machine, or from tables of its own in invariant globalization mode. Case
/// never changes once
/// a letter has it; older libraries only do not know younger letters. So all whose case is younger than Unicode 10 are given here.
/// </remarks>
internal static class LowerCase
{
    private const char FirstYoung = '\u1C89';

    // First and last letter, and how far each is from its lower case.
    private static readonly (int First, int Last, int Distance)[] Alphabets =
    [
        (0x1C90, 0x1CBA, -0x0BC0), (0x1CBD, 0x1CBF, -0x0BC0),
                                                                 // Georgian, Unicode 11
        (0x16E40, 0x16E5F, 0x20),                                                                                      // Medefaidrin, 11
        (0x10570, 0x1057A, 0x27), (0x1057C, 0x1058A, 0x27), (0x1058C, 0x10592, 0x27), (0x10594, 0x10595, 0x27),        // Vithkuqi, 14
        (0x10D50, 0x10D65, 0x20),                                                                                      // Garay, 16
        (0x2C2F, 0x2C2F, 0x30),                                                                                        // Glagolitic, 14
        (0xA7C4, 0xA7C4, -0x30), (0xA7C5, 0xA7C5, -0xA543), (0xA7C6, 0xA7C6, -0x8A38),                                 // Latin, 12
        (0xA7CB, 0xA7CB, -0xA567), (0xA7DC, 0xA7DC, -0xA641),                                                          // Latin, 16
    ];

    // Cyrillic and Latin letters that their lower case follows.
    private static readonly SearchValues<char> Pairs = SearchValues.Create(
        "\u1C89\uA7B8\uA7BA\uA7BC\uA7BE\uA7C0\uA7C2\uA7C7\uA7C9\uA7CC\uA7D0\uA7D6\uA7D8\uA7DA\uA7F5");

    /// <param name="text">A text; what is no valid Unicode in it stays as it is.</param>
    public static string Of(ReadOnlySpan<char> text)
    {
        var known = text.ToString().ToLowerInvariant();
        if (known.AsSpan().IndexOfAnyInRange(FirstYoung, char.MaxValue) < 0)
        {
            return known;
        }

        var lowered = new StringBuilder(known.Length);
        for (var rest = known.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var letter, out var length) == OperationStatus.Done)
            {
                lowered.Append(Of(letter).ToString());
            }
            else
            {
                lowered.Append(rest[..length]);
            }

            rest = rest[length..];
        }

        return lowered.ToString();
    }

    private static Rune Of(Rune letter)
    {
        foreach (var (first, last, distance) in Alphabets)
        {
            if (letter.Value >= first && letter.Value <= last)
            {
                return new Rune(letter.Value + distance);
            }
        }

        return letter.IsBmp && Pairs.Contains((char)letter.Value) ? new Rune(letter.Value + 1) : letter;
    }
}
