namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>A search was cancelled where its caller cannot return a partial result; the result so far is here.</summary>
public sealed class SearchCancelledException : OperationCanceledException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="result">What was found so far, or <see langword="null"/> where the search had not begun.</param>
    /// <param name="token">The token that asked for the cancellation.</param>
    public SearchCancelledException(NeuralArchitectureSearchResult? result, CancellationToken token = default)
        : base("The architecture search was cancelled; the best architecture so far is in the exception's result.", token) =>
        Result = result;

    /// <summary>What was found so far; <see langword="null"/> where the search had not begun.</summary>
    public NeuralArchitectureSearchResult? Result { get; }
}
