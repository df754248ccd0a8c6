using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using static System.FormattableString;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

/// <summary>A search's controller learned from a batch of what it wrote, and is about to write the next.</summary>
/// <param name="Elapsed">Time since the search began.</param>
/// <param name="Generation">The batch that it will write, from 1; batch 0 is written untrained.</param>
/// <param name="MeanScore">Mean score of the batch that it learned from; <see langword="null"/> where all of it failed.</param>
/// <param name="Entropy">
/// How even its choices still were when it wrote that batch: the mean of -log of the architectures' probabilities, in nats. The logarithm
/// of their number
/// where all are equally likely, 0 where it always writes the same.
/// </param>
internal sealed record ControllerTrained(
    TimeSpan Elapsed,
    int Generation,
    double? MeanScore,
    double Entropy) : SearchEvent(SearchPhase.Search, Elapsed)
{
    /// <inheritdoc />
    public override string Describe()
    {
        var score = MeanScore is { } mean ? Invariant($"mean score {mean:F4}, ") : "";
        return Invariant($"Search: generation {Generation}, controller learned from the one before: {score}entropy {Entropy:F2} nats.");
    }
}
