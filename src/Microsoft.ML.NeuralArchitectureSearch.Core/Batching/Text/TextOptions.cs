namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>How the texts of a column become what networks read.</summary>
public sealed record TextOptions
{
    /// <summary>How texts are cut into tokens. Default: into words and punctuation marks, in lower case.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TextTokenizer Tokenizer { get; init => field = Checked.NotNull(value, nameof(Tokenizer)); } = new();

    /// <summary>Which words of the training texts are known. Default: those that occur twice or more.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public VocabularyOptions Vocabulary { get; init => field = Checked.NotNull(value, nameof(Vocabulary)); } = new();

    /// <summary>
    /// Most tokens of a text; what stands behind them is cut, and the log tells how much. <see langword="null"/>, the default: 95 of 100
    /// training texts stay whole.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int? MaximumLength { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(MaximumLength)); }

    /// <summary>
    /// A text file of GloVe or word2vec that the vectors of words begin with, as far as it has them. <see langword="null"/>, the default,
    /// draws all.
    /// </summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string? WordVectorsPath { get; init => field = Checked.NotBlank(value, nameof(WordVectorsPath)); }
}
