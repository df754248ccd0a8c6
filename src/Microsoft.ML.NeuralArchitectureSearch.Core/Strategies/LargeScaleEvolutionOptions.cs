namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>Settings of <see cref="LargeScaleEvolutionProposer"/>.</summary>
public sealed record LargeScaleEvolutionOptions
{
    /// <summary>
    /// Architectures of the first population, drawn at random. Default 20; the paper, with hundreds of workers, has 1,000.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [2, 1,000,000].</exception>
    public int PopulationSize { get; init => field = Checked.Within(2, Checked.MostCandidates, value, nameof(PopulationSize)); } = 20;

    /// <summary>
    /// Whether a child names its parent, so that an evaluator may let it inherit weights. Default <see langword="true"/>, as in the paper.
    /// </summary>
    public bool InheritWeights { get; init; } = true;

    /// <summary>Whether an architecture may be proposed again. Default <see langword="true"/>, as in the paper.</summary>
    public bool AllowDuplicates { get; init; } = true;
}
