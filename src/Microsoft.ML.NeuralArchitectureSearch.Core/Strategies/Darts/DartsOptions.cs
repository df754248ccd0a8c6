using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>Settings of a differentiable architecture search. The defaults are the paper's; sizes scale down with the data.</summary>
/// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, appendix A.1.1.</remarks>
public sealed partial record DartsOptions
{
    /// <summary>
    /// Number of passes over the training half. <see langword="null"/>, the default, scales with the data: 50 at the size of CIFAR-10.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? Epochs { get; init => field = Checked.Positive(value, nameof(Epochs)); }

    /// <summary>
    /// Channels of the first cells of the supernet. <see langword="null"/>, the default, scales with the data: 16 at the size of CIFAR-10.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int? Channels { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(Channels)); }

    /// <summary>
    /// Number of cells of the supernet. <see langword="null"/>, the default, scales with the data: 8 at the size of CIFAR-10.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 10,000].</exception>
    public int? Cells { get; init => field = Checked.Within(1, Checked.MostCount, value, nameof(Cells)); }

    /// <summary>Images in a mini-batch. <see langword="null"/>, the default, scales with the data: 64 at the size of CIFAR-10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? BatchSize { get; init => field = Checked.Positive(value, nameof(BatchSize)); }

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

    /// <summary>Share of the images on which α is trained; the weights are trained on the rest. Default 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within (0, 1).</exception>
    public double ValidationFraction { get; init => field = Checked.Between0And1(value, nameof(ValidationFraction)); } = 0.5;

    /// <summary>Learning rate of the weights in the first epoch. Default 0.025.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double LearningRate { get; init => field = Checked.Positive(value, nameof(LearningRate)); } = 0.025;

    /// <summary>Learning rate that the cosine schedule ends at. Default 0.001.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double MinimumLearningRate { get; init => field = Checked.NotNegative(value, nameof(MinimumLearningRate)); } = 0.001;

    /// <summary>Momentum of the weights' SGD. Default 0.9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double Momentum { get; init => field = Checked.BelowOne(value, nameof(Momentum)); } = 0.9;

    /// <summary>Weight decay of the weights. Default 3e-4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double WeightDecay { get; init => field = Checked.NotNegative(value, nameof(WeightDecay)); } = 3e-4;

    /// <summary>Norm that the gradient of the weights is clipped to. Default 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double GradientClipping { get; init => field = Checked.Positive(value, nameof(GradientClipping)); } = 5;

    /// <summary>Learning rate of α's Adam (betas 0.5 and 0.999). Default 3e-4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double ArchitectureLearningRate { get; init => field = Checked.Positive(value, nameof(ArchitectureLearningRate)); } = 3e-4;

    /// <summary>Weight decay of α. Default 1e-3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double ArchitectureWeightDecay { get; init => field = Checked.NotNegative(value, nameof(ArchitectureWeightDecay)); } = 1e-3;

    /// <summary>How the images are varied during the search. Default: as they are.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public ImageAugmentation Augmentation { get; init => field = Checked.NotNull(value, nameof(Augmentation)); } = ImageAugmentation.None;

    /// <summary>
    /// Threads of the fused kernels, which compute the supernet on the CPU: the same mathematics, rounded differently.
    /// <see langword="null"/>,
    /// the default, takes as many as torch; 0 computes everything by TorchSharp's operations, as do GPUs, operations that there are no
    /// kernels for, and <see cref="SecondOrderGradient.Exact"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1,024].</exception>
    public int? KernelThreads { get; init => field = Checked.Within(0, Checked.MostThreads, value, nameof(KernelThreads)); }

    /// <summary>A step of the weights.</summary>
    internal WeightOptimizerOptions Optimizer => new(Momentum, WeightDecay, GradientClipping);

    internal ArchitectOptions Architect =>
        new(Order, SecondOrderGradient, ArchitectureLearningRate, ArchitectureWeightDecay, FirstBeta: 0.5);
}
