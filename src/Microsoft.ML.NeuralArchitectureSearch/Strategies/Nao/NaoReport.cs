using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>Tells the observer of a search what the model learnt.</summary>
/// <param name="progress">The observer, if there is one.</param>
/// <param name="clock">Measures the time since the search began.</param>
internal sealed class NaoReport(IProgress<SearchEvent>? progress, TimeProvider clock)
{
    private readonly long _begin = clock.GetTimestamp();

    /// <summary>Measures the first of the models, where somebody wants to know.</summary>
    public void Trained(NaoEnsemble ensemble, int generation, IReadOnlyCollection<ScoredArchitecture> pool, double? forecastAccuracy) =>
        progress?.Report(new NaoGenerationTrained(clock.GetElapsedTime(_begin), generation, pool.Count, ensemble.Measure(pool), forecastAccuracy));
}
