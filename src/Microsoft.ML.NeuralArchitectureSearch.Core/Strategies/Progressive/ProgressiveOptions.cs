using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Progressive;

/// <summary>Settings of progressive search.</summary>
/// <remarks>Liu et al., "Progressive Neural Architecture Search" (2018), arXiv:1712.00559, algorithm 1.</remarks>
public sealed record ProgressiveOptions
{
    /// <summary>
    /// K: architectures that are evaluated on each level, those of the best predictions. Default 20, for some hundred evaluations; 256 in
    /// the paper.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int BeamWidth { get; init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(BeamWidth)); } = 20;

    /// <summary>
    /// Most architectures of a level that are looked at; where there are more, so many of them are drawn. Default 20,000.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int Expansions { get; init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(Expansions)); } = 20_000;

    /// <summary>The ensemble of predictors.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public SurrogateOptions Surrogate { get; init => field = Checked.NotNull(value, nameof(Surrogate)); } = new();
}
