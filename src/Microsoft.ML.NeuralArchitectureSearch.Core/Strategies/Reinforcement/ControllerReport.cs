using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

/// <summary>Tells the observer of a search what the controller learned from.</summary>
/// <param name="progress">The observer, if there is one.</param>
/// <param name="clock">Measures the time since the search began.</param>
internal sealed class ControllerReport(IProgress<SearchEvent>? progress, TimeProvider clock)
{
    private readonly long _begin = clock.GetTimestamp();

    /// <summary>Tells of a batch that was learned from.</summary>
    public void Trained(int generation, ImmutableArray<ControllerSample> batch, ImmutableArray<double> scores)
    {
        var known = scores.Where(double.IsFinite).ToArray();
        progress?.Report(new ControllerTrained(
            clock.GetElapsedTime(_begin),
            generation,
            known.Length == 0 ? null : known.Average(),
            batch.Average(sample => -sample.LogProbabilities.Sum(logarithm => (double)logarithm))));
    }
}
