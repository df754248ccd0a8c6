namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

/// <summary>Settings of a search by reinforcement learning.</summary>
public sealed record ReinforcementOptions
{
    /// <summary>Architectures that the controller writes before it learns from them. Default 10; 20 in NASNet (arXiv:1707.07012).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int BatchSize { get; init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(BatchSize)); } = 10;

    /// <summary>
    /// Whether an architecture is rewarded by its rank among all that were evaluated so far, from 0 for the worst to 1 for the best, rather
    /// than by its
    /// score, as in the papers. Default <see langword="true"/>: a few architectures that hardly learn would leave no difference between the
    /// good ones.
    /// </summary>
    public bool RanksScores { get; init; } = true;

    /// <summary>The controller.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public ControllerOptions Controller { get; init => field = Checked.NotNull(value, nameof(Controller)); } = new();

    /// <summary>How the controller learns: the rule of its updates, the baseline, the entropy.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public PolicyTrainingOptions Training { get; init => field = Checked.NotNull(value, nameof(Training)); } = new();
}
