using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>
/// Turns texts into the numbers that a network reads: tokens, their numbers in a vocabulary, cut or padded to one length.
/// </summary>
/// <param name="Tokenizer">Cuts texts into tokens.</param>
/// <param name="Vocabulary">Numbers the tokens.</param>
/// <param name="Length">Numbers of every text (L): longer texts are cut at their end, shorter ones padded.</param>
public sealed record TextEncoder(TextTokenizer Tokenizer, Vocabulary Vocabulary, int Length)
{
    /// <summary>Splits texts into tokens.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TextTokenizer Tokenizer
    {
        get;
        init => field = Checked.NotNull(value, nameof(Tokenizer));
    } = Checked.NotNull(Tokenizer, nameof(Tokenizer));

    /// <summary>Numbers the tokens.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public Vocabulary Vocabulary
    {
        get;
        init => field = Checked.NotNull(value, nameof(Vocabulary));
    } = Checked.NotNull(Vocabulary, nameof(Vocabulary));

    /// <summary>Numbers of every text (L).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Length { get; init => field = Checked.Positive(value, nameof(Length)); } = Checked.Positive(Length, nameof(Length));

    /// <summary>Encodes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="numbers">
    /// Filled with <see cref="Length"/> whole numbers, as the networks read them; <see cref="Vocabulary.Padding"/> behind the text.
    /// </param>
    /// <returns>Number of tokens of the text, also of those that were cut.</returns>
    /// <exception cref="ArgumentException">There is room for another number of values.</exception>
    public int Encode(ReadOnlyMemory<char> text, Span<float> numbers)
    {
        var tokens = Tokenizer.Tokenize(text);
        Encode(tokens, numbers);
        return tokens.Length;
    }

    /// <summary>Encodes the tokens of a text.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="numbers">Filled with <see cref="Length"/> whole numbers; <see cref="Vocabulary.Padding"/> behind the text.</param>
    /// <exception cref="ArgumentException">There is room for another number of values.</exception>
    public void Encode(ImmutableArray<string> tokens, Span<float> numbers)
    {
        if (numbers.Length != Length)
        {
            throw new ArgumentException($"A text becomes {Length} numbers; there is room for {numbers.Length}.", nameof(numbers));
        }

        numbers.Clear(); // all of it padding
        for (var place = 0; place < Math.Min(tokens.Length, Length); place++)
        {
            numbers[place] = Vocabulary.Find(tokens[place]);
        }
    }
}
