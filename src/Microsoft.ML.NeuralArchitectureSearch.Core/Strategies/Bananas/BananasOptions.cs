using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Bananas;

/// <summary>Settings of Bayesian search with an ensemble of predictors.</summary>
/// <remarks>White et al., "BANANAS" (2021), arXiv:1910.11858, algorithm 1.</remarks>
public sealed record BananasOptions
{
    /// <summary>Architectures that are drawn at random before the first ensemble is trained. Default 10, as in the paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [2, 1,000,000].</exception>
    public int Initial { get; init => field = Checked.Within(2, Checked.MostCandidates, value, nameof(Initial)); } = 10;

    /// <summary>Architectures that are proposed before the ensemble is trained anew. Default 5; 10 in the paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int BatchSize { get; init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(BatchSize)); } = 5;

    /// <summary>The best architectures so far, of which mutants are made. Default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int Parents { get; init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(Parents)); } = 10;

    /// <summary>Mutants among which the acquisition function chooses. Default 200.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int Mutants { get; init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(Mutants)); } = 200;

    /// <summary>The ensemble of predictors.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public SurrogateOptions Surrogate { get; init => field = Checked.NotNull(value, nameof(Surrogate)); } = new();
}
