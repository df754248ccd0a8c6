using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>Cuts texts into tokens that share their memory: one object for all occurrences of a word.</summary>
internal sealed class WordPool(TextTokenizer tokenizer)
{
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);

    /// <summary>Number of different words so far.</summary>
    public int Count => _words.Count;

    /// <summary>Cuts a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="check">Called from time to time within a long text; it may throw.</param>
    public ImmutableArray<string> Tokenize(ReadOnlyMemory<char> text, Action check) => [.. tokenizer.Tokenize(text, check).Select(Shared)];

    private string Shared(string word)
    {
        if (!_words.TryGetValue(word, out var known))
        {
            _words.Add(word, known = word);
        }

        return known;
    }
}
