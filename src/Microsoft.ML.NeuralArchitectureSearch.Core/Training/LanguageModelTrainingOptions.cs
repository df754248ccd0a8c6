using System.Numerics;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>
/// Settings of the training of a language model. The defaults are the paper's; epochs and batches scale down with the text.
/// </summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, appendix A.2.2, after Merity et al. (2018),
/// arXiv:1708.02182.
/// </remarks>
public sealed record LanguageModelTrainingOptions
{
    private const double TokensOfPennTreebank = 929_589;
    private const int MostTexts = 64;
    private const int FewestTexts = 4;

    /// <summary>
    /// Number of passes over the text. <see langword="null"/>, the default, scales with the text: 3600 at the size of Penn Treebank.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? Epochs { get; init => field = Checked.Positive(value, nameof(Epochs)); }

    /// <summary>
    /// Pieces of the text that are read side by side. <see langword="null"/>, the default, scales with the text: 64 at the size of Penn
    /// Treebank.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int? BatchSize { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(BatchSize)); }

    /// <summary>Steps that the gradient goes back. Default 35.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int SequenceLength { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(SequenceLength)); } = 35;

    /// <summary>
    /// Whether the number of steps varies, so that not always the same words come first: in 95 % of the cases it is drawn around
    /// <see cref="SequenceLength"/>,
    /// otherwise around half of it, with a deviation of 5, and the learning rate changes in proportion. Default <see langword="true"/>.
    /// </summary>
    /// <remarks>Merity et al. (2018), arXiv:1708.02182, section 5.</remarks>
    public bool VariesSequenceLength { get; init; } = true;

    /// <summary>Learning rate. Default 20.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double LearningRate { get; init => field = Checked.Positive(value, nameof(LearningRate)); } = 20;

    /// <summary>Weight decay. Default 8e-7.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double WeightDecay { get; init => field = Checked.NotNegative(value, nameof(WeightDecay)); } = 8e-7;

    /// <summary>Norm that the gradient is clipped to. Default 0.25.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double GradientClipping { get; init => field = Checked.Positive(value, nameof(GradientClipping)); } = 0.25;

    /// <summary>Weight of the mean square of what the decoder reads, in the loss (AR, α). Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double ActivationRegularization { get; init => field = Checked.NotNegative(value, nameof(ActivationRegularization)); }

    /// <summary>
    /// Weight of the mean square of the change of the hidden state from step to step, in the loss (TAR, β). Default 1e-3.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double TemporalActivationRegularization
    {
        get;
        init => field = Checked.NotNegative(value, nameof(TemporalActivationRegularization));
    } = 1e-3;

    /// <summary>
    /// Epochs (n) after which the weights' average takes their place: from the first epoch on that is worse on the text held out than the
    /// best of those that lie
    /// more than n epochs back. Default 5. Without a text held out there is no averaging.
    /// </summary>
    /// <remarks>NT-ASGD, Merity et al. (2018), arXiv:1708.02182, Algorithm 1.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int AveragingPatience { get; init => field = Checked.NotNegative(value, nameof(AveragingPatience)); } = 5;

    /// <summary>
    /// Longest time of the training, without the reading of the data; it ends at the mini-batch at which the time is up. Default: no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public TimeSpan? TimeBudget { get; init => field = Checked.Positive(value, nameof(TimeBudget)); }

    /// <summary>
    /// Threads of the fused kernels, which compute cell and loss on the CPU: the same mathematics, rounded differently.
    /// <see langword="null"/>,
    /// the default, takes as many as torch; 0 computes everything by TorchSharp's operations, as do GPUs and layers that there are no
    /// kernels for.
    /// The trained model is scored by the same choice, also after it is saved and loaded.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1,024].</exception>
    public int? KernelThreads { get; init => field = Checked.Within(0, Checked.MostThreads, value, nameof(KernelThreads)); }

    /// <summary>A step of the weights.</summary>
    internal WeightOptimizerOptions Optimizer => new(Momentum: 0, WeightDecay, GradientClipping);

    /// <summary>Sets the sizes that are not set yet, by the length of the text.</summary>
    /// <remarks>
    /// With <c>s</c> the number of tokens as a share of Penn Treebank's 929,589, at most 1: epochs <c>3600 · s</c>, at least 40; the pieces
    /// that are read side by
    /// side a power of two, 4 to 64, so that an epoch has about 40 mini-batches or more where that is possible.
    /// </remarks>
    /// <param name="tokenCount">Number of tokens that are trained on.</param>
    /// <returns>Settings with every size set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of tokens is zero or negative.</exception>
    public LanguageModelTrainingOptions ScaledTo(long tokenCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tokenCount);
        var share = Math.Min(1, tokenCount / TokensOfPennTreebank);
        var texts = 1 << BitOperations.Log2((uint)Math.Clamp(tokenCount / (40 * SequenceLength), FewestTexts, MostTexts));
        return this with
        {
            Epochs = Epochs ?? Math.Max(40, (int)Math.Round(3600 * share)),
            BatchSize = BatchSize ?? (int)Math.Max(1, Math.Min(texts, tokenCount / 2)),
        };
    }
}
