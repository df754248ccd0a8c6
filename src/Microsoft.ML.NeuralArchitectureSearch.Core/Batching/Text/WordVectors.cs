using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>Vectors of some words of a vocabulary, read from a file: what the embedding of a network begins with.</summary>
public sealed class WordVectors
{
    private readonly Dictionary<int, float[]> _vectors;

    internal WordVectors(int wordCount, int width, Dictionary<int, float[]> vectors) =>
        (WordCount, Width, _vectors) = (wordCount, width, vectors);

    /// <summary>Number of words of the vocabulary.</summary>
    public int WordCount { get; }

    /// <summary>Values of a vector.</summary>
    public int Width { get; }

    /// <summary>Number of words that the file has a vector of.</summary>
    public int FoundCount => _vectors.Count;

    /// <summary>Reads the vectors of a vocabulary's words from a text file of GloVe or word2vec.</summary>
    /// <param name="path">
    /// The file: a line for each word, the word and its values with spaces between; word2vec's first line tells how many of each.
    /// </param>
    /// <param name="vocabulary">The words.</param>
    /// <param name="cancellation">Checked before every line. Default: never cancelled.</param>
    /// <returns>The vectors of the words that the file has.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="ArgumentNullException">There is no vocabulary.</exception>
    /// <exception cref="FormatException">
    /// A line has another number of values than the others, or a value is no finite number; the message names the line.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static WordVectors Read(string path, Vocabulary vocabulary, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(vocabulary);
        return new WordVectorFile(path, vocabulary).Read(cancellation.ThrowIfCancellationRequested);
    }

    /// <summary>The vector of a word.</summary>
    /// <param name="number">Number of the word.</param>
    /// <returns>Its values; empty where the file had none.</returns>
    public ReadOnlySpan<float> Of(int number) => _vectors.GetValueOrDefault(number);

    /// <summary>Standard deviation of all values around their mean; 1 where there are none.</summary>
    internal double Deviation
    {
        get
        {
            var values = _vectors.Values.SelectMany(vector => vector).ToImmutableArray();
            var mean = values.IsEmpty ? 0 : values.Average(value => (double)value);
            var spread = values.IsEmpty ? 1 : Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
            return spread > 0 ? spread : 1;
        }
    }
}
