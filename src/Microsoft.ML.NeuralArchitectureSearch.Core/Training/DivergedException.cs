using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>A training could not go on, because its loss was no longer a finite number.</summary>
public sealed class DivergedException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and what helps.</param>
    public DivergedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and what helps.</param>
    /// <param name="result">The result of the search before the training.</param>
    /// <param name="innerException">The exception of the training.</param>
    public DivergedException(string message, NeuralArchitectureSearchResult? result, Exception? innerException = null)
        : base(message, innerException) =>
        Result = result;

    /// <summary>The result of the search before the training; <see langword="null"/> without a search.</summary>
    public NeuralArchitectureSearchResult? Result { get; }
}
