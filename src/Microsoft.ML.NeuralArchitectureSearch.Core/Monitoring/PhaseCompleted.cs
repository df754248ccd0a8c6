namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>A part of the work ended.</summary>
/// <param name="Phase">The part of the work.</param>
/// <param name="Elapsed">Time since that part began.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record PhaseCompleted(SearchPhase Phase, TimeSpan Elapsed, SearchOutcome Outcome) : SearchEvent(Phase, Elapsed)
{
    /// <inheritdoc />
    public override string Describe() => $"{Phase} {End} after {LogTime.Of(Elapsed)}.";

    private string End => Outcome switch
    {
        SearchOutcome.OutOfTime => "ended by its time budget",
        SearchOutcome.Cancelled => "cancelled",
        SearchOutcome.Failed => "failed",
        _ => "completed",
    };
}
