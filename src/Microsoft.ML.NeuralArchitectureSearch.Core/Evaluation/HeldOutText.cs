using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>Cuts a task's text once into what candidates are trained on and what they are scored on.</summary>
internal static class HeldOutText
{
    private const int FewestTokens = 20;

    /// <param name="task">The task.</param>
    /// <param name="validationFraction">Share held out, at the end.</param>
    /// <returns>Two texts on the task's device, which the caller owns.</returns>
    /// <exception cref="ArgumentException">The data are no text, or a part would hold too few tokens.</exception>
    public static (TokenSequence Training, TokenSequence Validation) Cut(SearchTask task, double validationFraction)
    {
        var smaller = Math.Min(validationFraction, 1 - validationFraction) * task.Text.Count;
        if (smaller < FewestTokens)
        {
            throw new ArgumentException(
                $"With {validationFraction:P0} of {task.Text.Count} tokens held out, the smaller part has {smaller:F0}; it needs at least "
                + $"{FewestTokens}.", nameof(task));
        }

        using var there = task.Text.To(task.Device);
        return there.Split(1 - validationFraction);
    }
}
