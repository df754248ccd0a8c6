using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.NeuralArchitectureSearch;

/// <summary>
/// Texts as files can hold them: half of a surrogate pair, as cutting a text at a fixed length leaves it, becomes the replacement character
/// U+FFFD.
/// </summary>
/// <remarks>
/// UTF-8 and JSON cannot hold such halves; a text that is replaced when it is read is the same before it is saved and after it is loaded.
/// </remarks>
internal static class WellFormed
{
    private const char FirstSurrogate = '\uD800';
    private const char LastSurrogate = '\uDFFF';
    private const char Replacement = '\uFFFD';

    public static bool Is(ReadOnlySpan<char> text) => Lone(text, 0) < 0;

    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text) => Is(text) ? text : Replaced(text);

    public static ReadOnlyMemory<char> Of(ReadOnlyMemory<char> text) => Is(text.Span) ? text : Replaced(text.Span).AsMemory();

    public static ImmutableArray<string> Of(ImmutableArray<string> texts) =>
        texts.All(text => Is(text)) ? texts : [.. texts.Select(text => Of(text))];

    private static string Replaced(ReadOnlySpan<char> text)
    {
        var whole = text.ToArray();
        for (var at = Lone(whole, 0); at >= 0; at = Lone(whole, at + 1))
        {
            whole[at] = Replacement;
        }

        return new string(whole);
    }

    // The place of the first half that stands alone, -1 without one.
    private static int Lone(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; text[at..].IndexOfAnyInRange(FirstSurrogate, LastSurrogate) is >= 0 and var found; at += found + 2)
        {
            var place = at + found;
            if (place + 1 == text.Length || !char.IsSurrogatePair(text[place], text[place + 1]))
            {
                return place;
            }
        }

        return -1;
    }
}
