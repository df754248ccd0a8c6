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

    /// <summary>The training of each, without number of epochs and time budget. Sizes that are not set scale with the text.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// The value has a number of epochs, which is <see cref="Epochs"/>, or a time budget, which a search has.
    /// </exception>
    public LanguageModelTrainingOptions Training
    {
        get;
        init => field = WithoutLength(Checked.NotNull(value, nameof(Training)), nameof(Training));
    } = new();

    /// <summary>The training of a candidate.</summary>
    internal LanguageModelTrainingOptions TrainingOf(Candidate candidate) => Training with { Epochs = candidate.Epochs ?? Epochs };

    private static LanguageModelTrainingOptions WithoutLength(
        LanguageModelTrainingOptions training,
        string option) => training is { Epochs: null, TimeBudget: null }
        ? training
        : throw new ArgumentException(
            $"Candidates are trained for {nameof(LanguageModelEvaluatorOptions)}.{nameof(Epochs)} epochs, within the time budget of the "
            + "search; "
            + $"found {nameof(training.Epochs)} = {training.Epochs}, {nameof(training.TimeBudget)} = {training.TimeBudget}.",
            option);
}
