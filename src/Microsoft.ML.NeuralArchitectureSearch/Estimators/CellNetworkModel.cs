using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>All that a trained classifier is, but its weights.</summary>
internal sealed record CellNetworkModel
{
    public required ClassifierColumnNames Columns { get; init; }

    public required LabelClasses Classes { get; init; }

    public required Genotype Genotype { get; init; }

    /// <summary>Size of the network, all sizes set.</summary>
    public required CellNetworkOptions Network { get; init; }

    public required ImageShape Shape { get; init; }

    public required PixelStatistics Statistics { get; init; }

    public required ImmutableArray<EpochRecord> TrainingHistory { get; init; }

    public NeuralArchitectureSearchResult? SearchResult { get; init; }
}
