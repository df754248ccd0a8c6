using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>How language models of candidate cells are trained.</summary>
public sealed record LanguageModelEvaluatorOptions
{
    /// <summary>Passes over the text, unless the candidate names a number itself. Default 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Epochs { get; init => field = Checked.Positive(value, nameof(Epochs)); } = 5;

    /// <summary>Share of the text, its end, that candidates are scored on, the same for all. Default 0.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within (0, 1).</exception>
    public double ValidationFraction { get; init => field = Checked.Between0And1(value, nameof(ValidationFraction)); } = 0.1;

    /// <summary>Size and dropout of the models. What is not set, by default all, scales with the text.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public LanguageModelOptions Model { get; init => field = Checked.NotNull(value, nameof(Model)); } = new();

    /// <summary>How they are trained; its number of epochs does not count. Sizes that are not set scale with the text.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public LanguageModelTrainingOptions Training { get; init => field = Checked.NotNull(value, nameof(Training)); } = new();
}
