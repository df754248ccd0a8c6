namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>How a search or a training ended.</summary>
public enum SearchOutcome
{
    /// <summary>All planned epochs or candidates were worked through.</summary>
    Completed,

    /// <summary>The time budget ran out; the result is the best so far.</summary>
    OutOfTime,

    /// <summary>The work was cancelled; the result is the best so far.</summary>
    Cancelled,

    /// <summary>An error ended the work; the exception carries the best result so far.</summary>
    Failed,
}
