using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>
/// The training of the network that a search had found was ended by an error, the <see cref="Exception.InnerException"/>; what the search had found is here.
/// </summary>
public sealed class FinalTrainingException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="result">What the search had found.</param>
    /// <param name="innerException">The error.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public FinalTrainingException(NeuralArchitectureSearchResult result, Exception innerException)
        : base($"The training of the network that was found failed; the architecture is in the exception's {nameof(Result)}. {innerException?.Message}", innerException)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(innerException);
        Result = result;
    }

    /// <summary>What the search had found.</summary>
    public NeuralArchitectureSearchResult Result { get; }
}
