namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>
/// The size and the dropout of a language model. What is not set scales with the data; at the size of Penn Treebank it is what DARTS used.
/// </summary>
/// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, appendix A.2.2; the kinds of dropout are
/// those of
/// Merity et al., "Regularizing and Optimizing LSTM Language Models" (2018), arXiv:1708.02182, sections 2 to 4.</remarks>
public sealed record LanguageModelOptions
{
    private const double TokensOfPennTreebank = 929_589;
    private const int HiddenSizeOfPennTreebank = 850;
    private const int SmallestHiddenSize = 32;

    /// <summary>
    /// Size of a word's embedding and of the hidden state: the tied decoder makes them equal. <see langword="null"/>, the default, scales
    /// with the data.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int? HiddenSize { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(HiddenSize)); }

    /// <summary>
    /// Probability that a word of the vocabulary is left out of a mini-batch altogether. <see langword="null"/>, the default, scales.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double? EmbeddingDropout { get; init => field = Rate(value, nameof(EmbeddingDropout)); }

    /// <summary>
    /// Probability that a component of the embedded words is left out, in all steps alike. <see langword="null"/>, the default, scales.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double? InputDropout { get; init => field = Rate(value, nameof(InputDropout)); }

    /// <summary>
    /// Probability that a component of what the cell reads is left out, in all steps alike. <see langword="null"/>, the default, scales.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double? CellInputDropout { get; init => field = Rate(value, nameof(CellInputDropout)); }

    /// <summary>
    /// Probability that a component of the states in the cell is left out, in all steps and nodes alike. <see langword="null"/>, the
    /// default, scales.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double? HiddenDropout { get; init => field = Rate(value, nameof(HiddenDropout)); }

    /// <summary>
    /// Probability that a component of what the decoder reads is left out, in all steps alike. <see langword="null"/>, the default, scales.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double? OutputDropout { get; init => field = Rate(value, nameof(OutputDropout)); }

    /// <summary>Sets what is not set yet, by the amount of data.</summary>
    /// <remarks>
    /// With <c>s</c> the number of tokens as a share of Penn Treebank's 929,589, at most 1: the hidden size <c>850 · √s</c>, a multiple of
    /// 10, at least 32.
    /// A smaller network needs less dropout: with <c>r</c> the hidden size as a share of 850, at most 1, the probabilities are <c>√r</c>
    /// times
    /// those of the paper, 0.1 for words, 0.2 for embeddings, 0.75 for the cell's input, 0.25 for its states and 0.75 for its output.
    /// </remarks>
    /// <param name="tokenCount">Number of tokens that are trained on.</param>
    /// <returns>Settings with everything set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of tokens is zero or negative.</exception>
    public LanguageModelOptions ScaledTo(long tokenCount) => ScaledFrom(tokenCount, HiddenSizeOfPennTreebank);

    /// <summary>The same with another hidden size at the size of Penn Treebank, at which the dropout is the paper's.</summary>
    internal LanguageModelOptions ScaledFrom(long tokenCount, int hiddenSizeOfPennTreebank)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tokenCount);
        var share = Math.Min(1, tokenCount / TokensOfPennTreebank);
        var hidden = HiddenSize ?? Math.Max(SmallestHiddenSize, 10 * (int)Math.Round(hiddenSizeOfPennTreebank * Math.Sqrt(share) / 10));
        var factor = Math.Sqrt(Math.Min(1, (double)hidden / hiddenSizeOfPennTreebank));
        return new()
        {
            HiddenSize = hidden,
            EmbeddingDropout = EmbeddingDropout ?? (0.1 * factor),
            InputDropout = InputDropout ?? (0.2 * factor),
            CellInputDropout = CellInputDropout ?? (0.75 * factor),
            HiddenDropout = HiddenDropout ?? (0.25 * factor),
            OutputDropout = OutputDropout ?? (0.75 * factor),
        };
    }

    private static double? Rate(double? value, string option) => value is { } rate ? Checked.BelowOne(rate, option) : null;
}
