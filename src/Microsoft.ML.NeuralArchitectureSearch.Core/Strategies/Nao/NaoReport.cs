using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>Tells the observer of a search what the model learnt.</summary>
/// <param name="progress">The observer, if there is one.</param>
/// <param name="clock">Measures the time since the search began.</param>
internal sealed class NaoReport(IProgress<SearchEvent>? progress, TimeProvider clock)
{
    private readonly long _begin = clock.GetTimestamp();

    /// <summary>How well the models put a generation in order that they were not trained on yet, where somebody wants to know.</summary>
    public double? Forecast(NaoEnsemble? ensemble, ImmutableArray<ScoredArchitecture> generation) =>
        progress is not null && ensemble is not null && !generation.IsEmpty && ensemble.AccuracyOn(generation) is var accuracy
            && double.IsFinite(accuracy)
            ? accuracy
            : null;

    /// <summary>Measures the models and reports the result, where there is an observer.</summary>
    public void Trained(NaoEnsemble ensemble, int generation, ImmutableArray<ScoredArchitecture> pool, double? forecastAccuracy) =>
        progress?.Report(
            new NaoGenerationTrained(clock.GetElapsedTime(_begin), generation, pool.Length, ensemble.Measure(pool), forecastAccuracy));
}
