using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>All that a trained classifier is, but its weights.</summary>
internal sealed record ClassifierModel
{
    public required ClassifierColumnNames Columns { get; init; }

    public required LabelClasses Classes { get; init; }

    /// <summary>What the network is built of, at its size.</summary>
    public required FinalNetwork Network { get; init; }

    /// <summary>How a column becomes what the network reads.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>Threads of the kernels, 0 for none; <see langword="null"/> where the training left them open.</summary>
    public int? KernelThreads { get; init; }

    public required ImmutableArray<EpochRecord> TrainingHistory { get; init; }

    public NeuralArchitectureSearchResult? SearchResult { get; init; }
}
