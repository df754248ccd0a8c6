using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>What a search found.</summary>
public sealed record NeuralArchitectureSearchResult
{
    /// <summary>The architecture found.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public required Architecture Architecture { get; init => field = Checked.NotNull(value, nameof(Architecture)); }

    /// <summary>The architecture found, where it is made of a normal and a reduction cell.</summary>
    /// <exception cref="InvalidOperationException">The space that was searched has architectures of another kind.</exception>
    public Genotype Genotype => Architecture as Genotype
        ?? throw new InvalidOperationException(
            $"What was found is a {Architecture.GetType().Name}, not a {nameof(Genotype)}; read {nameof(Architecture)}.");

    /// <summary>
    /// The figures of every epoch of a differentiable search, in order; empty where candidates were evaluated one by one.
    /// </summary>
    public ImmutableArray<EpochRecord> History { get; init; } = [];

    /// <summary>Every candidate that was evaluated, in order; empty where the search was differentiable.</summary>
    public ImmutableArray<EvaluatedCandidate> Candidates { get; init; } = [];

    /// <summary>How the search ended.</summary>
    public required SearchOutcome Outcome { get; init; }

    /// <summary>How long the search took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The seed that every random draw of the search came from.</summary>
    public int Seed { get; init; }
}
