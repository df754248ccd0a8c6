using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>
/// The final training after a search failed with the <see cref="Exception.InnerException"/>; the exception carries the search's result.
/// </summary>
public sealed class FinalTrainingException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="result">The search's result.</param>
    /// <param name="innerException">The error.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public FinalTrainingException(NeuralArchitectureSearchResult result, Exception innerException)
        : base(
            $"The final training failed; the search's result is in the exception's {nameof(Result)}. {innerException?.Message}",
            innerException)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(innerException);
        Result = result;
    }

    /// <summary>The search's result.</summary>
    public NeuralArchitectureSearchResult Result { get; }
}
