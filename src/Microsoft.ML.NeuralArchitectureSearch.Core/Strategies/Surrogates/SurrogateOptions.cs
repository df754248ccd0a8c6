namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

/// <summary>Settings of an ensemble of perceptrons that learns to predict scores from token sequences.</summary>
/// <remarks>
/// White et al., "BANANAS" (2021), arXiv:1910.11858, section 4, trains five networks of 10 layers and 20 units on path encodings. Few and
/// wide
/// layers over tokens are trained in a fraction of the time.
/// </remarks>
public sealed record SurrogateOptions
{
    /// <summary>Number of networks. Default 5, as in the paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is not within [2, 10,000]: the spread of one prediction says nothing.
    /// </exception>
    public int Members { get; init => field = Checked.Within(2, Checked.MostCount, value, nameof(Members)); } = 5;

    /// <summary>Units of each hidden layer. Default 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int Units { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(Units)); } = 64;

    /// <summary>Number of hidden layers. Default 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 10,000].</exception>
    public int HiddenLayers { get; init => field = Checked.Within(1, Checked.MostCount, value, nameof(HiddenLayers)); } = 2;

    /// <summary>Steps of Adam in one training. Default 150.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Steps { get; init => field = Checked.Positive(value, nameof(Steps)); } = 150;

    /// <summary>Architectures in a mini-batch. Default 32.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int BatchSize { get; init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(BatchSize)); } = 32;

    /// <summary>Learning rate of Adam. Default 0.01, as in the paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double LearningRate { get; init => field = Checked.Positive(value, nameof(LearningRate)); } = 0.01;

    /// <summary>Weight decay of Adam. Default 1e-4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double WeightDecay { get; init => field = Checked.NotNegative(value, nameof(WeightDecay)); } = 1e-4;
}
