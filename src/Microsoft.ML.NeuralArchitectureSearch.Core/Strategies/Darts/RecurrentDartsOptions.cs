using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>
/// Settings of a differentiable search for a recurrent cell. The defaults are the paper's; sizes scale down with the text.
/// </summary>
/// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, appendix A.1.2.</remarks>
public sealed record RecurrentDartsOptions
{
    private const double TokensOfPennTreebank = 929_589;
    private const int HiddenSizeOfPennTreebank = 300;
    private const double FewestSteps = 600;
    private const double StepsOfPennTreebank = 4_650;
    private const double MostEpochs = 50;

    /// <summary>
    /// Number of passes over the text. <see langword="null"/>, the default, scales with the text: 50 at the size of Penn Treebank.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? Epochs { get; init => field = Checked.Positive(value, nameof(Epochs)); }

    /// <summary>
    /// Size and dropout of the supernet. What is not set scales with the text, by default all: a hidden size of 300 at the size of Penn
    /// Treebank, and
    /// the dropout of a final model of 850, but that no words are left out.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public LanguageModelOptions Model { get; init => field = Checked.NotNull(value, nameof(Model)); } = new() { EmbeddingDropout = 0 };

    /// <summary>
    /// Pieces of the text that are read side by side. <see langword="null"/>, the default, scales with the text: 256 at the size of Penn
    /// Treebank.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is not within [2, 65,536]: states are normalized over the pieces.
    /// </exception>
    public int? BatchSize { get; init => field = Checked.Within(2, Checked.MostSize, value, nameof(BatchSize)); }

    /// <summary>Steps that the gradient goes back. Default 35.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int SequenceLength { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(SequenceLength)); } = 35;

    /// <summary>
    /// Whether the number of steps varies, as in <see cref="Training.LanguageModelTrainingOptions.VariesSequenceLength"/>. Default
    /// <see langword="true"/>.
    /// </summary>
    public bool VariesSequenceLength { get; init; } = true;

    /// <summary>1 for the first-order approximation (ξ = 0 in Eq. 7), 2 for the second-order gradient. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither 1 nor 2.</exception>
    public int Order
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Order));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 2, nameof(Order));
            field = value;
        }
    } = 1;

    /// <summary>
    /// How the second-order term is computed when <see cref="Order"/> is 2. Default: by finite differences, as in the paper.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    public SecondOrderGradient SecondOrderGradient
    {
        get;
        init => field = Checked.Defined(value, nameof(SecondOrderGradient));
    } = SecondOrderGradient.FiniteDifference;

    /// <summary>Share of the text, its end, on which α is trained; the weights are trained on the rest. Default 0.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within (0, 1).</exception>
    public double ValidationFraction { get; init => field = Checked.Between0And1(value, nameof(ValidationFraction)); } = 0.1;

    /// <summary>Learning rate of the weights. Default 20.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double LearningRate { get; init => field = Checked.Positive(value, nameof(LearningRate)); } = 20;

    /// <summary>Weight decay of the weights. Default 5e-7.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double WeightDecay { get; init => field = Checked.NotNegative(value, nameof(WeightDecay)); } = 5e-7;

    /// <summary>Norm that the gradient of the weights is clipped to. Default 0.25.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double GradientClipping { get; init => field = Checked.Positive(value, nameof(GradientClipping)); } = 0.25;

    /// <summary>
    /// Weight of the mean square of the change of the hidden state from step to step, in the loss (TAR, β). Default 1e-3.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double TemporalActivationRegularization
    {
        get;
        init => field = Checked.NotNegative(value, nameof(TemporalActivationRegularization));
    } = 1e-3;

    /// <summary>Learning rate of α's Adam (betas 0.9 and 0.999). Default 3e-3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double ArchitectureLearningRate { get; init => field = Checked.Positive(value, nameof(ArchitectureLearningRate)); } = 3e-3;

    /// <summary>Weight decay of α. Default 1e-3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double ArchitectureWeightDecay { get; init => field = Checked.NotNegative(value, nameof(ArchitectureWeightDecay)); } = 1e-3;

    /// <summary>
    /// Threads of the fused kernels, which compute the cell on the CPU: the same mathematics, rounded differently. <see langword="null"/>,
    /// the default,
    /// takes as many as torch; 0 computes everything by TorchSharp's operations, as do GPUs and <see cref="SecondOrderGradient.Exact"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1,024].</exception>
    public int? KernelThreads { get; init => field = Checked.Within(0, Checked.MostThreads, value, nameof(KernelThreads)); }

    /// <summary>A step of the weights.</summary>
    internal WeightOptimizerOptions Optimizer => new(Momentum: 0, WeightDecay, GradientClipping);

    internal ArchitectOptions Architect =>
        new(Order, SecondOrderGradient, ArchitectureLearningRate, ArchitectureWeightDecay, FirstBeta: 0.9);

    /// <summary>Sets the sizes that are not set yet, by the length of the text.</summary>
    /// <remarks>
    /// With <c>s</c> the number of tokens as a share of Penn Treebank's 929,589, at most 1: the hidden size <c>300 · √s</c>, a multiple of
    /// 10, at least 32, and
    /// less dropout for smaller ones; the pieces that are read side by side a power of two, 4 to 256, so that an epoch has about 40
    /// mini-batches or more where
    /// that is possible; and as many epochs, 1 to 50, as give about <c>600 + 4,050 · s</c> mini-batches: α moves by its learning rate in a
    /// step.
    /// </remarks>
    /// <param name="tokenCount">Number of tokens, both parts together.</param>
    /// <returns>Settings with every size set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of tokens is zero or negative.</exception>
    public RecurrentDartsOptions ScaledTo(long tokenCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tokenCount);
        var share = Math.Min(1, tokenCount / TokensOfPennTreebank);
        var batchSize = BatchSize ?? 1 << BitOperations.Log2((uint)Math.Clamp(tokenCount / (40 * SequenceLength), 4, 256));
        var stepsPerEpoch = Math.Max(1, tokenCount * (1 - ValidationFraction) / ((long)batchSize * SequenceLength));
        var steps = FewestSteps + ((StepsOfPennTreebank - FewestSteps) * share);
        return this with
        {
            Model = Model.ScaledFrom(tokenCount, HiddenSizeOfPennTreebank),
            BatchSize = batchSize,
            Epochs = Epochs ?? (int)Math.Clamp(Math.Round(steps / stepsPerEpoch), 1, MostEpochs),
        };
    }
}
