namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>Something that the user ought to know, though the search goes on.</summary>
/// <param name="Elapsed">Time since the search began.</param>
/// <param name="Message">What happened.</param>
public sealed record SearchWarning(TimeSpan Elapsed, string Message) : SearchEvent(SearchPhase.Search, Elapsed)
{
    /// <inheritdoc />
    public override string Describe() => Message;
}
