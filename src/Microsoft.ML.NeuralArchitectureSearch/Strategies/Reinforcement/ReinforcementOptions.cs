namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

/// <summary>Settings of a search by reinforcement learning.</summary>
public sealed record ReinforcementOptions
{
    /// <summary>Architectures that the controller writes before it learns from them. Default 10; 20 in NASNet (arXiv:1707.07012).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int BatchSize { get; init => field = Checked.Positive(value, nameof(BatchSize)); } = 10;

    /// <summary>The controller.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public ControllerOptions Controller { get; init => field = Checked.NotNull(value, nameof(Controller)); } = new();

    /// <summary>How the controller learns: the rule of its updates, the baseline, the entropy.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public PolicyTrainingOptions Training { get; init => field = Checked.NotNull(value, nameof(Training)); } = new();
}
