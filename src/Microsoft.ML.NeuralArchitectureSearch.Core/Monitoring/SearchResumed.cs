namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>The result of a search that an earlier run had completed was read from its checkpoint.</summary>
/// <param name="Elapsed">How long the search took, in the earlier run.</param>
/// <param name="Path">The file of the checkpoint.</param>
public sealed record SearchResumed(TimeSpan Elapsed, string Path) : SearchEvent(SearchPhase.Search, Elapsed)
{
    /// <inheritdoc />
    public override string Describe() => $"Search: resumed from its end, after {LogTime.Of(Elapsed)} ({Path}).";
}
