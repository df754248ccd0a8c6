using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using static System.FormattableString;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>A search over candidates began.</summary>
/// <param name="Count">Number of evaluations planned.</param>
public sealed record CandidateSearchStarted(int Count) : SearchEvent(SearchPhase.Search, TimeSpan.Zero)
{
    /// <inheritdoc />
    public override string Describe() => Invariant($"Search of {Count} candidates.");

    internal override ProgressScale Scale => new("Score", "Best", "candidates", Count);
}
