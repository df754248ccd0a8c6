using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Settings of every search and every training: its seed, who watches it, who may end it.</summary>
public abstract record EstimatorOptions
{
    private protected EstimatorOptions()
    {
    }

    /// <summary>The seed of every random draw. <see langword="null"/>, the default, takes the seed of the <see cref="MLContext"/>.</summary>
    public int? Seed { get; init; }

    /// <summary>Observes the work. Default: nobody does; the channels of the <see cref="MLContext"/> tell of it in any case.</summary>
    public IProgress<SearchEvent>? Progress { get; init; }

    /// <summary>Cancels the work at the next mini-batch. Default: never cancelled.</summary>
    public CancellationToken CancellationToken { get; init; }
}
