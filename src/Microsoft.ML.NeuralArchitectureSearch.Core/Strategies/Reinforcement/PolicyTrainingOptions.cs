namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

/// <summary>How a controller learns from rewards.</summary>
public sealed record PolicyTrainingOptions
{
    /// <summary>The rule. Default: <see cref="ReinforceUpdate"/>; the other one is <see cref="ProximalPolicyUpdate"/>.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public IPolicyUpdate Update { get; init => field = Checked.NotNull(value, nameof(Update)); } = new ReinforceUpdate();

    /// <summary>
    /// Learning rate of Adam. Default 0.015, for some hundred evaluations; 0.0006 in arXiv:1611.01578 and 0.00035 in NASNet, for some ten
    /// thousand.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double LearningRate { get; init => field = Checked.Positive(value, nameof(LearningRate)); } = 0.015;

    /// <summary>How much of the baseline is kept when a reward comes in: it is their moving average. Default 0.95.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double BaselineDecay { get; init => field = Checked.BelowOne(value, nameof(BaselineDecay)); } = 0.95;

    /// <summary>
    /// Weight of the entropy of the choices, in nats, beside the reward: the higher, the longer the controller explores. Default 0.15: with
    /// less it is sure of itself before it has seen two hundred architectures.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double EntropyWeight { get; init => field = Checked.NotNegative(value, nameof(EntropyWeight)); } = 0.15;

    /// <summary>Norm that the gradient is clipped to. Default 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double GradientClipping { get; init => field = Checked.Positive(value, nameof(GradientClipping)); } = 5;
}
