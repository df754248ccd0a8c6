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
}
