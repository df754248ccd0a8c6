using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using static System.FormattableString;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>NAO trained its model on all that was evaluated, and is about to propose the next generation.</summary>
/// <param name="Elapsed">Time since the search began.</param>
/// <param name="Generation">The generation that the model will propose, from 1; 0 is drawn at random.</param>
/// <param name="Architectures">Number of architectures that the model was trained on.</param>
/// <param name="Quality">How well the model knows them.</param>
/// <param name="ForecastAccuracy">
/// Share of the pairs of the last generation that the model had put in the right order before they were evaluated, 0 to 1.
/// <see langword="null"/> where
/// there was no model yet, or no pair of different scores.
/// </param>
internal sealed record NaoGenerationTrained(
    TimeSpan Elapsed,
    int Generation,
    int Architectures,
    NaoModelQuality Quality,
    double? ForecastAccuracy)
    : SearchEvent(SearchPhase.Search, Elapsed)
{
    /// <inheritdoc />
    public override string Describe()
    {
        var forecast = ForecastAccuracy is { } accuracy
            ? Invariant($" ({accuracy:P1} of those of the last generation before it was evaluated)")
            : "";
        return Invariant($"Search: generation {Generation}, model trained on {Architectures} architectures: ")
            + Invariant($"{Quality.PairwiseAccuracy:P1} of the pairs ranked correctly{forecast}, ")
            + Invariant($"mean reconstruction error {Quality.ReconstructionDistance:F2} tokens.");
    }
}
