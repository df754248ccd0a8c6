namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>A candidate could not be trained: its loss exploded, or it does not fit into memory. The inner exception says what happened.</summary>
/// <remarks>
/// It is an <see cref="OperationCanceledException"/> because that is how a trial tells AutoML that it alone is given up: any other exception in an
/// experiment's first trial would end the experiment.
/// </remarks>
public sealed class CandidateFailedException : OperationCanceledException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which candidate.</param>
    /// <param name="innerException">What happened.</param>
    public CandidateFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
