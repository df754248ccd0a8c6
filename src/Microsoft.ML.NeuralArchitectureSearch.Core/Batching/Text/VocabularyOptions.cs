namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>Which words of the training texts a vocabulary knows.</summary>
public sealed record VocabularyOptions
{
    /// <summary>
    /// How often a word must occur in the training texts to be known. Default 2: rarer words teach the network what an unknown one means.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int MinimumFrequency { get; init => field = Checked.Positive(value, nameof(MinimumFrequency)); } = 2;

    /// <summary>Most words, the most frequent ones; what stands for padding and unknown words is not counted. Default 50,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int MaximumSize { get; init => field = Checked.Positive(value, nameof(MaximumSize)); } = 50_000;
}
