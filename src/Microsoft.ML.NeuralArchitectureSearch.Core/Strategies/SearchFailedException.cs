using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>
/// A search failed because its loss or its architecture parameters were no longer finite, or with another error, such as a full disk, the
/// <see cref="Exception.InnerException"/>; the exception carries the result so far.
/// </summary>
public sealed class SearchFailedException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and what helps.</param>
    /// <param name="lastGenotype">The architecture that the search would have chosen before it failed.</param>
    /// <param name="history">The figures of every whole epoch, in order.</param>
    public SearchFailedException(string message, Architecture lastGenotype, ImmutableArray<EpochRecord> history)
        : this(
            message,
            new NeuralArchitectureSearchResult { Architecture = lastGenotype, History = history, Outcome = SearchOutcome.Failed })
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and what helps.</param>
    /// <param name="result">The result so far.</param>
    /// <param name="innerException">The error. Default: none.</param>
    public SearchFailedException(string message, NeuralArchitectureSearchResult result, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentNullException.ThrowIfNull(result);
        Result = result;
    }

    /// <summary>
    /// The result so far: the architecture that the search would have chosen, the whole epochs and the evaluated candidates.
    /// </summary>
    public NeuralArchitectureSearchResult Result { get; }

    /// <summary>The architecture that the search would have chosen before it failed.</summary>
    public Architecture LastGenotype => Result.Architecture;

    /// <summary>The figures of every whole epoch before the failure, in order.</summary>
    public ImmutableArray<EpochRecord> History => Result.History;
}
