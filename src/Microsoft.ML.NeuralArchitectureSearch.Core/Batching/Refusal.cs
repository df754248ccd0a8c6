namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>Makes the exceptions that a view or a setting is refused with, wherever in the library that is noticed.</summary>
internal static class Refusal
{
    /// <param name="message">The column, what was found and what is allowed.</param>
    /// <param name="cause">What was caught, if anything.</param>
    public static ArgumentException OfInput(string message, Exception? cause = null) => Of("input", message, cause);

    /// <param name="parameter">The parameter or the setting.</param>
    /// <param name="message">What was found and what is allowed.</param>
    /// <param name="cause">What was caught, if anything.</param>
    public static ArgumentException Of(string parameter, string message, Exception? cause = null) => new(message, parameter, cause);
}
