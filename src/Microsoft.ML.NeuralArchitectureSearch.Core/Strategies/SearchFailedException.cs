using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>
/// A search could not go on, because its loss or its architecture parameters were no longer finite numbers, or because of an error, such as a full disk, that is the
/// <see cref="Exception.InnerException"/>; what it had found until then is here.
/// </summary>
public sealed class SearchFailedException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and what helps.</param>
    /// <param name="lastGenotype">The architecture that the search would have chosen before it failed.</param>
    /// <param name="history">The figures of every whole epoch, in order.</param>
    public SearchFailedException(string message, Architecture lastGenotype, ImmutableArray<EpochRecord> history)
        : this(message, new NeuralArchitectureSearchResult { Architecture = lastGenotype, History = history, Outcome = SearchOutcome.Failed })
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and what helps.</param>
    /// <param name="result">What was found until then.</param>
    /// <param name="innerException">The error, where there was one.</param>
    public SearchFailedException(string message, NeuralArchitectureSearchResult result, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentNullException.ThrowIfNull(result);
        Result = result;
    }

    /// <summary>What was found until then: the architecture that the search would have chosen, the whole epochs, the candidates evaluated.</summary>
    public NeuralArchitectureSearchResult Result { get; }

    /// <summary>The architecture that the search would have chosen before it failed.</summary>
    public Architecture LastGenotype => Result.Architecture;

    /// <summary>The figures of every whole epoch before the failure, in order.</summary>
    public ImmutableArray<EpochRecord> History => Result.History;
}
