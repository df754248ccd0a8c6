using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

/// <summary>Tells the observer of a search what the controller learned from.</summary>
/// <param name="context">The context of the run, with the observer if there is one.</param>
/// <param name="clock">Measures the time since the search began.</param>
internal sealed class ControllerReport(ProposerContext context, TimeProvider clock)
{
    private readonly long _begin = clock.GetTimestamp();

    /// <summary>The context of the run.</summary>
    public ProposerContext Context => context;

    /// <summary>Tells of a batch that was learned from.</summary>
    public void Trained(int generation, ImmutableArray<ControllerSample> batch, ImmutableArray<double> scores)
    {
        var known = scores.Where(double.IsFinite).ToArray();
        context.Progress?.Report(new ControllerTrained(
            clock.GetElapsedTime(_begin),
            generation,
            known.Length == 0 ? null : known.Average(),
            batch.Average(sample => -sample.LogProbabilities.Sum(logarithm => (double)logarithm))));
    }
}
