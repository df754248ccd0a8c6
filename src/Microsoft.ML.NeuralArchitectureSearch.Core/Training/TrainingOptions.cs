using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>
/// Settings of the training of a final network. The defaults are the paper's; epochs and batches scale down with the data.
/// </summary>
/// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, appendix A.2.1.</remarks>
public sealed partial record TrainingOptions
{
    /// <summary>
    /// Number of passes over the training images. <see langword="null"/>, the default, scales with the data: 600 at the size of CIFAR-10.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? Epochs { get; init => field = Checked.Positive(value, nameof(Epochs)); }

    /// <summary>Images in a mini-batch. <see langword="null"/>, the default, scales with the data: 96 at the size of CIFAR-10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? BatchSize { get; init => field = Checked.Positive(value, nameof(BatchSize)); }

    /// <summary>Learning rate in the first epoch; a cosine schedule takes it to zero. Default 0.025.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double LearningRate { get; init => field = Checked.Positive(value, nameof(LearningRate)); } = 0.025;

    /// <summary>Momentum of SGD. Default 0.9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double Momentum { get; init => field = Checked.BelowOne(value, nameof(Momentum)); } = 0.9;

    /// <summary>
    /// Makes the steps Adam's, which have no momentum; they want smaller learning rates, such as 0.001. <see langword="null"/>, the
    /// default, makes those of SGD.
    /// </summary>
    public AdamOptions? Adam { get; init; }

    /// <summary>Weight decay. Default 3e-4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double WeightDecay { get; init => field = Checked.NotNegative(value, nameof(WeightDecay)); } = 3e-4;

    /// <summary>Norm that the gradient is clipped to. Default 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double GradientClipping { get; init => field = Checked.Positive(value, nameof(GradientClipping)); } = 5;

    /// <summary>Weight of the auxiliary head's loss, where the network has one. Default 0.4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double AuxiliaryWeight { get; init => field = Checked.NotNegative(value, nameof(AuxiliaryWeight)); } = 0.4;

    /// <summary>
    /// Probability, reached in the last epoch by a linear ramp, that an edge is dropped for an image, in networks of cells. Default 0.2.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double DropPathProbability { get; init => field = Checked.BelowOne(value, nameof(DropPathProbability)); } = 0.2;

    /// <summary>Share of the images held out, on which every epoch is measured. Default 0: all images are trained on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double ValidationFraction { get; init => field = Checked.BelowOne(value, nameof(ValidationFraction)); }

    /// <summary>
    /// Longest time of the training, without the reading of the data; it ends at the mini-batch at which the time is up. Default: no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public TimeSpan? TimeBudget { get; init => field = Checked.Positive(value, nameof(TimeBudget)); }

    /// <summary>How the images are varied. <see langword="null"/>, the default, crops out of a border of an eighth of the height.</summary>
    public ImageAugmentation? Augmentation { get; init; }

    /// <summary>
    /// Threads of the fused kernels, which compute networks over images, and convolutions, pools and recurrent cells over texts, on the
    /// CPU: the same
    /// mathematics, rounded differently, with dropout of other values of texts. <see langword="null"/>, the default, takes as many as
    /// torch; 0 computes everything by TorchSharp's operations, as do GPUs and operations
    /// that there are no kernels for. The trained model is scored by the same choice, also after it is saved and loaded.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1,024].</exception>
    public int? KernelThreads { get; init => field = Checked.Within(0, Checked.MostThreads, value, nameof(KernelThreads)); }

    /// <summary>A step of the weights.</summary>
    internal WeightOptimizerOptions Optimizer => new(Momentum, WeightDecay, GradientClipping) { Adam = Adam };

    /// <exception cref="ArgumentException">
    /// The images are too few for the share that is held out, or too small for the way in which they are varied.
    /// </exception>
    internal void CheckSuits(MapShape shape, long? count)
    {
        if (ValidationFraction > 0 && count is { } images)
        {
            SplitSizes.Check(images, ValidationFraction, nameof(ValidationFraction));
        }

        Augmentation?.CheckFits(shape);
    }
}
