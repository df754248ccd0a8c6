using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using static System.FormattableString;

namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>The architecture that the search would choose now; sent after every epoch of a search, so that nothing found is lost.</summary>
/// <param name="Elapsed">Time since the search began.</param>
/// <param name="Epoch">Epoch, from 1.</param>
/// <param name="Genotype">The architecture.</param>
public sealed record GenotypeDerived(TimeSpan Elapsed, int Epoch, Architecture Genotype) : SearchEvent(SearchPhase.Search, Elapsed)
{
    /// <inheritdoc />
    public override string Describe() => Invariant($"Architecture after epoch {Epoch}: {Genotype}");
}
