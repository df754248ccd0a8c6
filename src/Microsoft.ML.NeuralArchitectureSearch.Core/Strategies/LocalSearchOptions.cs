namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>Settings of <see cref="LocalSearchProposer"/>.</summary>
public sealed record LocalSearchOptions
{
    /// <summary>Architectures drawn at random, of which the best is where a climb begins. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int InitialArchitectures
    {
        get;
        init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(InitialArchitectures));
    } = 1;

    /// <summary>
    /// Whether to move to the first neighbour that is better, and not, after all were evaluated, to the best of them. Default
    /// <see langword="false"/>.
    /// </summary>
    public bool MoveAtFirstImprovement { get; init; }
}
