namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;

/// <summary>How NSGA-II chooses among more children than it proposes, by what a surrogate expects of them.</summary>
/// <remarks>
/// Lu et al., "NSGANetV2: Evolutionary Multi-Objective Surrogate-Assisted Neural Architecture Search" (2020), arXiv:2007.10396, searches
/// its surrogates by
/// NSGA-II for the architectures to evaluate. Here a generation is bred from what was evaluated and the surrogates choose of it:
/// pre-selection, as in
/// Jin, "Surrogate-Assisted Evolutionary Computation" (2011), Swarm and Evolutionary Computation 1(2), section 3.
/// </remarks>
public sealed record ScreeningOptions
{
    /// <summary>Children that are bred for each one that is proposed. Default 20.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [2, 1,000,000].</exception>
    public int ChildrenPerProposal
    {
        get;
        init => field = Checked.Within(2, Checked.MostCandidates, value, nameof(ChildrenPerProposal));
    } = 20;

    /// <summary>Weight of the squared coefficients in the ridge regressions that predict score and costs (λ). Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double Penalty { get; init => field = Checked.Positive(value, nameof(Penalty)); } = 1;
}
