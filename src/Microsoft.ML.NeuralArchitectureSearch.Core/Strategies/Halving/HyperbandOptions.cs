namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Halving;

/// <summary>Settings of <see cref="HyperbandProposer"/>. The defaults are those of the paper's example.</summary>
public sealed record HyperbandOptions
{
    /// <summary>Least epochs that a candidate is trained for, the paper's unit of resource. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int LeastEpochs { get; init => field = Checked.Positive(value, nameof(LeastEpochs)); } = 1;

    /// <summary>Most epochs that a candidate is trained for (R). Default 81.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int MostEpochs { get; init => field = Checked.Positive(value, nameof(MostEpochs)); } = 81;

    /// <summary>Of how many candidates at a rung one goes on, for so many times the epochs (η). Default 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2.</exception>
    public int ReductionFactor { get; init => field = Checked.AtLeast(2, value, nameof(ReductionFactor)); } = 3;
}
