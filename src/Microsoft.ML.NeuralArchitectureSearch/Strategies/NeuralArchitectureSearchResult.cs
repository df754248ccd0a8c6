using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>What a search found.</summary>
public sealed record NeuralArchitectureSearchResult
{
    /// <summary>The architecture found.</summary>
    public required Genotype Genotype { get; init; }

    /// <summary>The figures of every epoch of the search, in order.</summary>
    public ImmutableArray<EpochRecord> History { get; init; } = [];

    /// <summary>How the search ended.</summary>
    public required SearchOutcome Outcome { get; init; }

    /// <summary>How long the search took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The seed that every random draw of the search came from.</summary>
    public int Seed { get; init; }
}
