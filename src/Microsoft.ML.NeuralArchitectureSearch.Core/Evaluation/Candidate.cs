using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>An architecture that a proposer wants to be evaluated.</summary>
/// <param name="Architecture">The architecture, a member of the space that is searched.</param>
public sealed record Candidate(Architecture Architecture)
{
    /// <summary>Epochs to train it for, where the proposer decides that (successive halving). <see langword="null"/>, the default, leaves it to the evaluator.</summary>
    public int? Epochs { get; init; }

    /// <summary>The architecture that it was made of, whose weights it may inherit. Default: none.</summary>
    public Architecture? Parent { get; init; }

    /// <summary>Round of the proposer that it comes from, from 0.</summary>
    public int Generation { get; init; }
}
