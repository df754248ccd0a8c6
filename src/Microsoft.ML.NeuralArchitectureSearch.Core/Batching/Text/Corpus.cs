using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>The texts that a language model learns from, as tokens, and the words that they are made of.</summary>
/// <param name="Vocabulary">The words.</param>
/// <param name="Training">The tokens to learn from.</param>
/// <param name="Validation">The tokens held out.</param>
internal sealed record Corpus(Vocabulary Vocabulary, TokenSequence Training, TokenSequence Validation) : IDisposable
{
    /// <summary>The word that ends every text, and that every text is read after.</summary>
    public const string EndWord = "<eos>";

    // Each half of a search and the part held out are cut into pieces of some steps.
    private const int FewestTokens = 100;

    /// <summary>Puts the texts, in a random order, behind each other, each with its end, and holds out the last of them.</summary>
    /// <param name="texts">The tokens of every text.</param>
    /// <param name="options">Which words are known.</param>
    /// <param name="validationFraction">Share of the tokens that is held out.</param>
    /// <param name="column">Name of the column, for messages.</param>
    /// <param name="random">The source of the order.</param>
    /// <param name="check">Called for every text; it may throw.</param>
    /// <exception cref="ArgumentException">There are too few tokens, or no word is frequent enough.</exception>
    public static Corpus Of(
        ImmutableArray<ImmutableArray<string>> texts, VocabularyOptions options, double validationFraction, string column, Random random,
        Action check)
    {
        var count = texts.Sum(text => text.Length + 1L);
        if (count < FewestTokens)
        {
            throw Refusal.OfInput($"The texts of column '{column}' have {count} tokens, ends counted; at least {FewestTokens} are needed.");
        }

        if (count > Array.MaxLength)
        {
            throw Refusal.OfInput(
                $"The texts of column '{column}' have {count} tokens; at most {Array.MaxLength} fit into memory at once.");
        }

        var vocabulary = Vocabulary.Of(texts.Each(check).Select(text => text.AsEnumerable()), options, EndWord);
        var end = vocabulary.Find(EndWord);
        var order = texts.ToArray();
        random.Shuffle(order);
        long[] tokens = [.. order.Each(check).SelectMany(text => text.Select(word => (long)vocabulary.Find(word)).Append(end))];
        using var scope = NewDisposeScope();
        using var all = new TokenSequence(tensor(tokens, device: CPU), vocabulary.Count);
        var (training, validation) = all.Split(1 - validationFraction);
        return new Corpus(vocabulary, training, validation);
    }

    public void Dispose()
    {
        Training.Dispose();
        Validation.Dispose();
    }
}
