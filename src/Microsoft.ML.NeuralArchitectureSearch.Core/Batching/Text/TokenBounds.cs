using System.Globalization;
using System.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>Finds the first token of a text.</summary>
internal static class TokenBounds
{
    /// <summary>A run of anything but white space.</summary>
    /// <param name="text">The text.</param>
    /// <param name="skipped">Characters before the token.</param>
    /// <returns>Length of the token; 0 where there is none.</returns>
    public static int OfWhiteSpace(ReadOnlySpan<char> text, out int skipped)
    {
        skipped = text.Length - text.TrimStart().Length;
        var length = 0;
        while (skipped + length < text.Length && !char.IsWhiteSpace(text[skipped + length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>A word, a punctuation mark or a symbol.</summary>
    /// <param name="text">The text.</param>
    /// <param name="skipped">Characters before the token.</param>
    /// <returns>Length of the token; 0 where there is none.</returns>
    public static int OfWords(ReadOnlySpan<char> text, out int skipped)
    {
        skipped = 0;
        while (skipped < text.Length)
        {
            Rune.DecodeFromUtf16(text[skipped..], out var first, out var length);
            if (!IsBlank(first))
            {
                var rest = text[skipped..];
                return IsIdeograph(first) ? length : IsWord(first) ? Word(rest) : Symbol(rest);
            }

            skipped += length;
        }

        return 0;
    }

    private static int Word(ReadOnlySpan<char> text)
    {
        Rune? before = null;
        var length = 0;
        while (length < text.Length)
        {
            Rune.DecodeFromUtf16(text[length..], out var next, out var size);
            if (IsIdeograph(next) || !(IsWord(next) || Joins(before, next, text[(length + size)..])))
            {
                break;
            }

            before = next;
            length += size;
        }

        return length;
    }

    // An emoji may be made of many characters that only belong together.
    private static int Symbol(ReadOnlySpan<char> text) => StringInfo.GetNextTextElementLength(text);

    private static bool Joins(Rune? before, Rune mark, ReadOnlySpan<char> after) =>
        before is { } left
        && Rune.DecodeFromUtf16(after, out var right, out _) == System.Buffers.OperationStatus.Done
        && (mark.Value is '\'' or '\u2019'
            ? Rune.IsLetter(left) && Rune.IsLetter(right)
            : mark.Value is '.' or ',' && Rune.IsDigit(left) && Rune.IsDigit(right));

    private static bool IsBlank(Rune rune) =>
        Rune.IsWhiteSpace(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static bool IsWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    // Chinese and Japanese put no space between words: every ideograph is a token of its own.
    private static bool IsIdeograph(
        Rune rune) => rune.Value is (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x323AF);
}
