using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using static System.FormattableString;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

/// <summary>A search trained its surrogate on all that was evaluated, and is about to propose the next generation.</summary>
/// <param name="Elapsed">Time since the search began.</param>
/// <param name="Generation">The generation that the surrogate chooses, from 1; 0 was drawn.</param>
/// <param name="Architectures">Number of architectures that it was trained on.</param>
/// <param name="ForecastAccuracy">
/// Share of the pairs of the last generation that the surrogate had put in the right order before they were evaluated, 0 to 1.
/// <see langword="null"/> where
/// there was no surrogate yet, or no pair of different scores.
/// </param>
internal sealed record SurrogateTrained(TimeSpan Elapsed, int Generation, int Architectures, double? ForecastAccuracy)
    : SearchEvent(SearchPhase.Search, Elapsed)
{
    /// <inheritdoc />
    public override string Describe()
    {
        var forecast = ForecastAccuracy is { } accuracy
            ? Invariant($": {accuracy:P1} of the pairs of the last generation foreseen in order")
            : "";
        return Invariant($"Search: generation {Generation}, surrogate of {Architectures} architectures{forecast}.");
    }
}
