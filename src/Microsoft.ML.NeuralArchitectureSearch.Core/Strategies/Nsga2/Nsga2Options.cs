using Microsoft.ML.NeuralArchitectureSearch.Evaluation;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;

/// <summary>Settings of <see cref="Nsga2Proposer"/>.</summary>
public sealed record Nsga2Options
{
    /// <summary>Architectures of a generation. Default 30; the paper, with 25,000 evaluations, has 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [2, 1,000,000].</exception>
    public int PopulationSize { get; init => field = Checked.Within(2, Checked.MostCandidates, value, nameof(PopulationSize)); } = 30;

    /// <summary>How likely a child has two parents. Default 0.9, as in the paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1].</exception>
    public double CrossoverProbability { get; init => field = Probability(value, nameof(CrossoverProbability)); } = 0.9;

    /// <summary>
    /// How likely one choice of a child is changed. Default 0.5; in the paper each of n choices is changed with probability 1/n.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1].</exception>
    public double MutationProbability { get; init => field = Probability(value, nameof(MutationProbability)); } = 0.5;

    /// <summary>
    /// What is weighed beside the score, and the limits of the costs. Default: the number of parameters, without a limit.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public Objectives Objectives { get; init => field = Checked.NotNull(value, nameof(Objectives)); } = new(CostNames.Parameters);

    /// <summary>
    /// How children are chosen before they are evaluated, for spaces of token sequences. Default <see langword="null"/>: all are evaluated,
    /// as in the paper.
    /// </summary>
    public ScreeningOptions? Screening { get; init; }

    private static double Probability(double value, string option) => value is >= 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(option, value, "A probability lies within [0, 1].");
}
