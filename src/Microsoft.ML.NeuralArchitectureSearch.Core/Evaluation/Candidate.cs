using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>An architecture that a proposer wants to be evaluated.</summary>
/// <param name="Architecture">The architecture, a member of the space that is searched.</param>
public sealed record Candidate(Architecture Architecture)
{
    /// <summary>The architecture, a member of the space that is searched.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public Architecture Architecture
    {
        get;
        init => field = Checked.NotNull(value, nameof(Architecture));
    } = Checked.NotNull(Architecture, nameof(Architecture));

    /// <summary>
    /// Epochs to train it for, where the proposer decides that (successive halving). <see langword="null"/>, the default, leaves it to the
    /// evaluator.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? Epochs { get; init => field = Checked.Positive(value, nameof(Epochs)); }

    /// <summary>The architecture that it was made of, whose weights it may inherit. Default: none.</summary>
    public Architecture? Parent { get; init; }

    /// <summary>Round of the proposer that it comes from, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Generation { get; init => field = Checked.NotNegative(value, nameof(Generation)); }
}
