using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Settings of the training of a final network. The defaults are the paper's; epochs and batches scale down with the data.</summary>
/// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, appendix A.2.1.</remarks>
public sealed partial record TrainingOptions
{
    /// <summary>Number of passes over the training images. <see langword="null"/>, the default, scales with the data: 600 at the size of CIFAR-10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? Epochs
    {
        get;
        init
        {
            if (value is { } number)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number, nameof(Epochs));
            }

            field = value;
        }
    }

    /// <summary>Images in a mini-batch. <see langword="null"/>, the default, scales with the data: 96 at the size of CIFAR-10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? BatchSize
    {
        get;
        init
        {
            if (value is { } number)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number, nameof(BatchSize));
            }

            field = value;
        }
    }

    /// <summary>Learning rate in the first epoch; a cosine schedule takes it to zero. Default 0.025.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a number.</exception>
    public double LearningRate
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, 0.0, nameof(LearningRate));
            field = value;
        }
    } = 0.025;

    /// <summary>Momentum of SGD. Default 0.9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double Momentum
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 0.0, nameof(Momentum));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1.0, nameof(Momentum));
            field = value;
        }
    } = 0.9;

    /// <summary>Weight decay. Default 3e-4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a number.</exception>
    public double WeightDecay
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 0.0, nameof(WeightDecay));
            field = value;
        }
    } = 3e-4;

    /// <summary>Norm that the gradient is clipped to. Default 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a number.</exception>
    public double GradientClipping
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, 0.0, nameof(GradientClipping));
            field = value;
        }
    } = 5;

    /// <summary>Weight of the auxiliary head's loss, where the network has one. Default 0.4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a number.</exception>
    public double AuxiliaryWeight
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 0.0, nameof(AuxiliaryWeight));
            field = value;
        }
    } = 0.4;

    /// <summary>Probability, reached in the last epoch by a linear ramp, that an edge is dropped for an image. Default 0.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double DropPathProbability
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 0.0, nameof(DropPathProbability));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1.0, nameof(DropPathProbability));
            field = value;
        }
    } = 0.2;

    /// <summary>Share of the images held out, on which every epoch is measured. Default 0: all images are trained on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double ValidationFraction
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 0.0, nameof(ValidationFraction));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1.0, nameof(ValidationFraction));
            field = value;
        }
    }

    /// <summary>Longest time that the training may take; it ends at the mini-batch at which the time is up. Default: no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public TimeSpan? TimeBudget
    {
        get;
        init
        {
            if (value is { } time)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, nameof(TimeBudget));
            }

            field = value;
        }
    }

    /// <summary>How the images are varied. <see langword="null"/>, the default, crops out of a border of an eighth of the height.</summary>
    public ImageAugmentation? Augmentation { get; init; }
}
