using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>
/// A candidate could not be trained: its loss exploded, or it does not fit into memory. The inner exception says what happened.
/// </summary>
/// <remarks>
/// It is an <see cref="OperationCanceledException"/> because that is how a trial tells AutoML that it alone is given up: any other
/// exception in an
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

    /// <summary>
    /// Whether another candidate could be trained in spite of an exception. Data that cannot be learned from are a fault of the caller.
    /// </summary>
    internal static bool IsFaultOfCandidate(Exception exception) => exception is not (OperationCanceledException or ArgumentException);

    /// <summary>Creates the exception and logs it as a warning: AutoML reports a failed trial to its monitor only.</summary>
    internal static CandidateFailedException Logged(MLContext context, string what, Architecture architecture, Exception exception)
    {
        var failure = new CandidateFailedException($"{what} failed: {exception.Message} {architecture}", exception);
        using var channel = ((IChannelProvider)context).Start(nameof(ArchitectureSweep));
        channel.Warning(MessageSensitivity.None, failure.Message);
        return failure;
    }
}
