namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Halving;

/// <summary>
/// Settings of <see cref="SuccessiveHalvingProposer"/>. By default 27 candidates with 3, 9 with 9, 3 with 27 and 1 with 81 epochs.
/// </summary>
public sealed record SuccessiveHalvingOptions
{
    /// <summary>Candidates at the first rung. Default 27.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int Candidates { get; init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(Candidates)); } = 27;

    /// <summary>
    /// Least epochs of a rung; the first rung has as many or, where the division does not come out even, more. Default 3.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int LeastEpochs { get; init => field = Checked.Positive(value, nameof(LeastEpochs)); } = 3;

    /// <summary>Epochs of the last rung. Default 81.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int MostEpochs { get; init => field = Checked.Positive(value, nameof(MostEpochs)); } = 81;

    /// <summary>Of how many candidates at a rung one goes on, for so many times the epochs (η). Default 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2.</exception>
    public int ReductionFactor { get; init => field = Checked.AtLeast(2, value, nameof(ReductionFactor)); } = 3;
}
