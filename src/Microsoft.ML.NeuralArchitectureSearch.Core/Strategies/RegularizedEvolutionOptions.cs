namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>Settings of <see cref="RegularizedEvolutionProposer"/>. The defaults are those of AmoebaNet-A.</summary>
public sealed record RegularizedEvolutionOptions
{
    /// <summary>Architectures that are alive at a time (P); as many are drawn at random at first. Default 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int PopulationSize { get; init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(PopulationSize)); } = 100;

    /// <summary>Draws from the population, with replacement, whose best becomes the parent (S). Default 25.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int TournamentSize { get; init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(TournamentSize)); } = 25;

    /// <summary>
    /// Whether an architecture may be proposed again. Default <see langword="true"/>, as in the paper: what was lucky once must prove
    /// itself again.
    /// With evaluations that always give the same score, <see langword="false"/> spends none of them twice.
    /// </summary>
    public bool AllowDuplicates { get; init; } = true;
}
