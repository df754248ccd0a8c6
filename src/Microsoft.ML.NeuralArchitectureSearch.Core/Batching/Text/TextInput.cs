namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>What a network over texts has to know of the words that they are made of.</summary>
/// <param name="WordCount">Number of words in the vocabulary, padding and the unknown word counted.</param>
/// <param name="Vectors">What the vectors of words begin with; <see langword="null"/>, the default, draws them.</param>
public sealed record TextInput(int WordCount, WordVectors? Vectors = null)
{
    /// <summary>Number of words in the vocabulary, padding and the unknown word counted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2.</exception>
    public int WordCount
    {
        get;
        init => field = Checked.AtLeast(2, value, nameof(WordCount));
    } = Checked.AtLeast(2, WordCount, nameof(WordCount));
}
