using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>Settings of the training of weights that all candidates share, and of the scoring with them.</summary>
public sealed record SharedWeightsOptions
{
    /// <summary>
    /// Passes over the training images before the first candidate is scored, every mini-batch on a path drawn at random. Default 20.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int WarmUpEpochs { get; init => field = Checked.NotNegative(value, nameof(WarmUpEpochs)); } = 20;

    /// <summary>Mini-batches that a candidate's own path is trained on before it is scored. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int StepsPerCandidate { get; init => field = Checked.NotNegative(value, nameof(StepsPerCandidate)); }

    /// <summary>Mini-batches that the statistics of batch normalization are measured on anew for every candidate. Default 8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int RecalibrationBatches { get; init => field = Checked.Positive(value, nameof(RecalibrationBatches)); } = 8;

    /// <summary>Share of the images held out to score candidates on. Default 0.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within (0, 1).</exception>
    public double ValidationFraction { get; init => field = Checked.Between0And1(value, nameof(ValidationFraction)); } = 0.2;

    /// <summary>
    /// Mini-batches of the images held out that a candidate is scored on; the next candidate gets the next ones, in a round, as in ENAS.
    /// <see langword="null"/>, the default, scores every candidate on all of them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? ValidationBatches { get; init => field = Checked.Positive(value, nameof(ValidationBatches)); }

    /// <summary>Channels of the first cells. <see langword="null"/>, the default, leaves it to the space.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int? Channels { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(Channels)); }

    /// <summary>Number of cells. <see langword="null"/>, the default, leaves it to the space.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 10,000].</exception>
    public int? Cells { get; init => field = Checked.Within(1, Checked.MostCount, value, nameof(Cells)); }

    /// <summary>Images in a mini-batch. Default 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2: batch normalization needs more than one image.</exception>
    public int BatchSize { get; init => field = Checked.AtLeast(2, value, nameof(BatchSize)); } = 64;

    /// <summary>Learning rate of the first warm-up epoch. Default 0.05.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double LearningRate { get; init => field = Checked.Positive(value, nameof(LearningRate)); } = 0.05;

    /// <summary>
    /// Learning rate at the end of the warm-up, after half a cosine, and of the steps of single candidates; at most the first. Default
    /// 0.005.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double FinalLearningRate { get; init => field = Checked.Positive(value, nameof(FinalLearningRate)); } = 0.005;

    /// <summary>Momentum of SGD. Default 0.9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double Momentum { get; init => field = Checked.BelowOne(value, nameof(Momentum)); } = 0.9;

    /// <summary>
    /// Makes the steps Adam's, which have no momentum; they want smaller learning rates, such as 0.001. <see langword="null"/>, the
    /// default, makes those of SGD.
    /// </summary>
    public AdamOptions? Adam { get; init; }

    /// <summary>Weight decay, of the weights on the path alone. Default 1e-4, that of ENAS.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double WeightDecay { get; init => field = Checked.NotNegative(value, nameof(WeightDecay)); } = 1e-4;

    /// <summary>Norm that the gradient is clipped to. Default 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double GradientClipping { get; init => field = Checked.Positive(value, nameof(GradientClipping)); } = 5;

    /// <summary>How the training images are varied. Default: not at all.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public ImageAugmentation Augmentation { get; init => field = Checked.NotNull(value, nameof(Augmentation)); } = ImageAugmentation.None;

    /// <summary>A step of the weights.</summary>
    internal WeightOptimizerOptions Optimizer => new(Momentum, WeightDecay, GradientClipping) { Adam = Adam };

    /// <summary>Refuses rates that would rise. The two settings are set one after the other: neither can refuse alone.</summary>
    /// <exception cref="ArgumentException">The final learning rate is above the first.</exception>
    internal void CheckRates()
    {
        if (FinalLearningRate > LearningRate)
        {
            throw new ArgumentException(
                $"{nameof(FinalLearningRate)} is {FinalLearningRate}; allowed is at most the {nameof(LearningRate)}, {LearningRate}.",
                nameof(FinalLearningRate));
        }
    }
}
