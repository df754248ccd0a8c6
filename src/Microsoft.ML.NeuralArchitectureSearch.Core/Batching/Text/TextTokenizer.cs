using System.Collections.Immutable;
using System.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>
/// Cuts texts into tokens. A value that is part of trained models: the same text has the same tokens wherever they are used.
/// </summary>
public sealed record TextTokenizer
{
    // The whole of a language may stand in one row.
    private const int TokensBetweenChecks = 256;
    private const string Composed = "é";
    private const string Decomposed = "e\u0301";

    /// <summary>Where texts are cut. Default: into words and punctuation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    public TextSplitting Splitting { get; init => field = Checked.Defined(value, nameof(Splitting)); }

    /// <summary>
    /// Whether upper case becomes lower case, by the rules of no particular language, whatever the machine's ICU library knows. Default
    /// <see langword="true"/>.
    /// </summary>
    public bool LowersCase { get; init; } = true;

    /// <summary>
    /// Whether every decimal digit becomes <c>0</c>, so that numbers of one form are one token. Default <see langword="false"/>.
    /// </summary>
    public bool MasksDigits { get; init; }

    /// <summary>The Unicode normalization that a text is brought to first. Default <see langword="null"/>: none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    /// <exception cref="ArgumentException">
    /// The process runs in .NET's invariant globalization mode, in which texts are not normalized: the model's tokens would not be those of
    /// other processes.
    /// </exception>
    public NormalizationForm? Normalization
    {
        get;
        init => field = value is null || CanNormalize
            ? value is { } form ? Checked.Defined(form, nameof(Normalization)) : null
            : throw new ArgumentException(
                "This process runs in .NET's invariant globalization mode, in which texts are not normalized; set InvariantGlobalization "
                + "to false in the "
                + $"project, or leave {nameof(Normalization)} unset.",
                nameof(Normalization));
    }

    private static bool CanNormalize { get; } = Decomposed.Normalize(NormalizationForm.FormC) == Composed;

    /// <summary>Cuts a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its tokens, in order; none for an empty text, or one of white space only.</returns>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    public ImmutableArray<string> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Tokenize(text.AsMemory());
    }

    /// <summary>Cuts a text.</summary>
    /// <param name="text">
    /// The text. Half of a surrogate pair, as cutting a text at a fixed length leaves it, is read as the replacement character U+FFFD.
    /// </param>
    /// <returns>Its tokens, in order; none for an empty text, or one of white space only.</returns>
    public ImmutableArray<string> Tokenize(ReadOnlyMemory<char> text) => Tokenize(text, check: null);

    internal ImmutableArray<string> Tokenize(ReadOnlyMemory<char> text, Action? check)
    {
        var whole = WellFormed.Of(text);
        var source = Normalization is { } form ? Normalized(whole, form).AsSpan() : whole.Span;
        var tokens = ImmutableArray.CreateBuilder<string>();
        for (var rest = source; !rest.IsEmpty;)
        {
            var length = Splitting == TextSplitting.WhiteSpace
                ? TokenBounds.OfWhiteSpace(rest, out var skipped)
                : TokenBounds.OfWords(rest, out skipped);
            if (length > 0)
            {
                tokens.Add(Token(rest.Slice(skipped, length)));
                if (tokens.Count % TokensBetweenChecks == 0)
                {
                    check?.Invoke();
                }
            }

            rest = rest[(skipped + length)..];
        }

        return tokens.DrainToImmutable();
    }

    private string Token(ReadOnlySpan<char> found)
    {
        var token = LowersCase ? LowerCase.Of(found) : found.ToString();
        return MasksDigits && token.AsSpan().IndexOfAnyInRange('0', '9') >= 0
            ? string.Create(token.Length, token, (masked, digits) =>
            {
                for (var place = 0; place < digits.Length; place++)
                {
                    masked[place] = char.IsAsciiDigit(digits[place]) ? '0' : digits[place];
                }
            })
            : token;
    }

    // What a library of the machine holds for no valid Unicode cannot be normalized and stays as it is.
    private static string Normalized(ReadOnlyMemory<char> text, NormalizationForm form)
    {
        var whole = text.ToString();
        try
        {
            return whole.Normalize(form);
        }
        catch (ArgumentException)
        {
            return whole;
        }
    }
}
