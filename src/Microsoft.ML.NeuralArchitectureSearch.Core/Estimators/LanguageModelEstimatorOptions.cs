using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Settings of what learns a language: its columns, its words and its training.</summary>
public abstract record LanguageModelEstimatorOptions : EstimatorOptions
{
    private protected LanguageModelEstimatorOptions()
    {
    }

    /// <summary>Name of the column of texts, each row a text of its own, such as a sentence. Default <c>Text</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string FeatureColumnName
    {
        get;
        init => field = ColumnName.Checked(value, nameof(FeatureColumnName));
    } = "Text";

    /// <summary>Name of the column that the perplexity of a row's text goes to. Default <c>Perplexity</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string PerplexityColumnName
    {
        get;
        init => field = ColumnName.Checked(value, nameof(PerplexityColumnName));
    } = "Perplexity";

    /// <summary>
    /// Name of the column that the words go to that most likely follow a row's text, the likeliest first. Default <c>NextWords</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string NextWordsColumnName
    {
        get;
        init => field = ColumnName.Checked(value, nameof(NextWordsColumnName));
    } = "NextWords";

    /// <summary>How many words that may follow are predicted. Default 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int NextWordCount { get; init => field = Checked.Positive(value, nameof(NextWordCount)); } = 5;

    /// <summary>How texts are cut into tokens. Default: into words and punctuation marks, in lower case.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TextTokenizer Tokenizer { get; init => field = Checked.NotNull(value, nameof(Tokenizer)); } = new();

    /// <summary>Which words the network knows. Default: the 50,000 most frequent ones among those that occur twice or more.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public VocabularyOptions Vocabulary { get; init => field = Checked.NotNull(value, nameof(Vocabulary)); } = new();

    /// <summary>How the network is trained. <see langword="null"/>, the default, suits the data.</summary>
    public LanguageModelTrainingOptions? Training { get; init; }

    /// <summary>
    /// Share of the tokens that is held out: the training averages its weights once it no longer helps there. Default 0.1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within (0, 1).</exception>
    public double ValidationFraction { get; init => field = Checked.Between0And1(value, nameof(ValidationFraction)); } = 0.1;

    /// <exception cref="ArgumentException">Two options name the same column.</exception>
    internal LanguageModelColumnNames Columns
    {
        get
        {
            ColumnName.CheckDistinct(
                (nameof(FeatureColumnName), FeatureColumnName),
                (nameof(PerplexityColumnName), PerplexityColumnName),
                (nameof(NextWordsColumnName), NextWordsColumnName));
            return new(FeatureColumnName, PerplexityColumnName, NextWordsColumnName);
        }
    }
}
