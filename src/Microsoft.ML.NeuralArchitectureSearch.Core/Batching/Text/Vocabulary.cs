using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>The words that a network knows, each with its number. A value that is part of trained models.</summary>
/// <remarks>
/// Half of a surrogate pair in a word is the replacement character U+FFFD. Number 0 is padding, 1 every unknown word; the others follow,
/// the most frequent first, equally frequent ones in ordinal order.
/// </remarks>
public sealed class Vocabulary : IEquatable<Vocabulary>
{
    /// <summary>The number behind the end of a text that is shorter than others.</summary>
    public const int Padding = 0;

    /// <summary>The number of every word that is not in the vocabulary.</summary>
    public const int Unknown = 1;

    private const string PaddingWord = "<pad>";
    private const string UnknownWord = "<unk>";
    private const int FirstWord = 2;

    private readonly FrozenDictionary<string, int> _numbers;

    /// <summary>Creates a vocabulary of given words.</summary>
    /// <param name="words">The words from number 2 on, those of padding and of unknown words left out.</param>
    /// <exception cref="ArgumentException">There is no word, one is empty, or one stands there twice.</exception>
    public Vocabulary(ImmutableArray<string> words)
    {
        if (words.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A vocabulary has at least one word.", nameof(words));
        }

        if (words.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("A word of a vocabulary is not empty.", nameof(words));
        }

        words = WellFormed.Of(words);
        if (words.CountBy(word => word).FirstOrDefault(pair => pair.Value > 1) is { Key: { } twice })
        {
            throw new ArgumentException($"The words of a vocabulary are distinct; '{twice}' stands there more than once.", nameof(words));
        }

        // Texts that were prepared elsewhere, such as those of the Penn Treebank, write unknown words so themselves.
        Words = [PaddingWord, UnknownWord, .. words.Where(word => word is not (PaddingWord or UnknownWord))];
        _numbers = Words.Index().Skip(1).ToFrozenDictionary(word => word.Item, word => word.Index, StringComparer.Ordinal);
    }

    /// <summary>All words by their number; the first two stand for padding and for unknown words.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>The words from number 2 on: what the constructor takes.</summary>
    internal ImmutableArray<string> Named => Words[FirstWord..];

    /// <summary>Number of words, padding and the unknown word counted: every number is below it.</summary>
    public int Count => Words.Length;

    /// <summary>Collects the words of texts.</summary>
    /// <param name="texts">The tokens of every training text.</param>
    /// <param name="options">Which words are known. Default: the defaults.</param>
    /// <param name="reserved">Words that are known in any case and come first, such as a mark of the end of a sentence.</param>
    /// <returns>The vocabulary.</returns>
    /// <exception cref="ArgumentNullException">There are no texts.</exception>
    /// <exception cref="ArgumentException">No word is frequent enough.</exception>
    public static Vocabulary Of(
        IEnumerable<IEnumerable<string>> texts,
        VocabularyOptions? options = null,
        params ImmutableArray<string> reserved)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options ??= new VocabularyOptions();
        ImmutableArray<string> first = reserved.IsDefault ? [] : WellFormed.Of(reserved);
        var counts = texts.SelectMany(text => text.Select(word => WellFormed.Of(word))).CountBy(word => word, StringComparer.Ordinal)
            .ToArray();
        ImmutableArray<string> words =
        [
            .. counts.Where(
                pair => pair.Value >= options.MinimumFrequency && !first.Contains(pair.Key) && pair.Key is not (PaddingWord or UnknownWord))
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Take(options.MaximumSize)
                .Select(pair => pair.Key),
        ];
        return words.IsEmpty
            ? throw new ArgumentException(
                $"No word occurs {options.MinimumFrequency} times or more: the vocabulary would be empty. "
                + $"There are {counts.Length} different words; the most frequent one occurs "
                + $"{counts.Select(pair => pair.Value).DefaultIfEmpty().Max()} times. "
                + $"A smaller {nameof(options.MinimumFrequency)} helps.",
                nameof(options))
            : new Vocabulary([.. first, .. words]);
    }

    /// <summary>The number of a word.</summary>
    /// <param name="word">The word, as the tokenizer gives it.</param>
    /// <returns>Its number, <see cref="Unknown"/> where it is not known.</returns>
    public int Find(string word) => _numbers.GetValueOrDefault(WellFormed.Of(word), Unknown);

    /// <inheritdoc />
    public bool Equals(Vocabulary? other) => other is not null && Words.SequenceEqual(other.Words, StringComparer.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Vocabulary);

    /// <inheritdoc />
    public override int GetHashCode() =>
        Words.Aggregate(Words.Length, (hash, word) => HashCode.Combine(hash, word.GetHashCode(StringComparison.Ordinal)));
}
