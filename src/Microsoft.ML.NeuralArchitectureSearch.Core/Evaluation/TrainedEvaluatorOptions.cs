using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>How candidates are trained, and by how much the training is made cheaper than that of a final network.</summary>
public sealed record TrainedEvaluatorOptions
{
    /// <summary>Passes over the training images, unless the candidate names a number itself. Default 12.</summary>
    /// <remarks>12 epochs are the cheap training of NAS-Bench-201, arXiv:2001.00326.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Epochs { get; init => field = Checked.Positive(value, nameof(Epochs)); } = 12;

    /// <summary>Share of the images held out to score candidates on, the same for all. Default 0.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within (0, 1).</exception>
    public double ValidationFraction { get; init => field = Checked.Between0And1(value, nameof(ValidationFraction)); } = 0.2;

    /// <summary>Share of the other images that candidates are trained on, the same for all. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within (0, 1].</exception>
    public double DataFraction { get; init => field = Checked.AtMostOne(value, nameof(DataFraction)); } = 1;

    /// <summary>Channels of the first cells. <see langword="null"/>, the default, leaves it to the space.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int? Channels { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(Channels)); }

    /// <summary>Number of cells. <see langword="null"/>, the default, leaves it to the space.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 10,000].</exception>
    public int? Cells { get; init => field = Checked.Within(1, Checked.MostCount, value, nameof(Cells)); }

    /// <summary>Images in a mini-batch. <see langword="null"/>, the default, scales with the data: 96 at the size of CIFAR-10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2: batch normalization needs more than one image.</exception>
    public int? BatchSize { get; init => field = Checked.AtLeast(2, value, nameof(BatchSize)); }

    /// <summary>Learning rate of the first epoch; a cosine schedule takes it to zero. Default 0.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double LearningRate { get; init => field = Checked.Positive(value, nameof(LearningRate)); } = 0.1;

    /// <summary>
    /// Makes the steps Adam's; they want smaller learning rates, such as 0.001. <see langword="null"/>, the default, makes those of SGD.
    /// </summary>
    public AdamOptions? Adam { get; init; }

    /// <summary>Weight decay. Default 5e-4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double WeightDecay { get; init => field = Checked.NotNegative(value, nameof(WeightDecay)); } = 5e-4;

    /// <summary>How the training images are varied. Default: not at all.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public ImageAugmentation Augmentation { get; init => field = Checked.NotNull(value, nameof(Augmentation)); } = ImageAugmentation.None;

    /// <summary>
    /// How many trained candidates are kept, the latest, so that their children begin with their weights wherever key and shape agree.
    /// Default 0: every candidate begins anew, and its score does not depend on what was evaluated before.
    /// </summary>
    /// <remarks>Real et al., "Large-Scale Evolution of Image Classifiers" (2017), arXiv:1703.01041, section 3.5.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int ParentsKept { get; init => field = Checked.NotNegative(value, nameof(ParentsKept)); }

    /// <summary>When a training is given up. Default: never.</summary>
    public EarlyTermination? EarlyTermination { get; init; }

    /// <summary>The training of a candidate, for every evaluator and every sweep.</summary>
    internal TrainingOptions TrainingOf(Candidate candidate) => new()
    {
        Epochs = candidate.Epochs ?? Epochs,
        BatchSize = BatchSize,
        LearningRate = LearningRate,
        WeightDecay = WeightDecay,
        Adam = Adam,
        DropPathProbability = 0,
        Augmentation = Augmentation,
    };

    /// <summary>The size of a candidate's network.</summary>
    internal CellNetworkOptions Network => new() { Channels = Channels, Cells = Cells };
}
