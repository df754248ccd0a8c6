using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Settings of an architecture search for a language model. What is not set scales with the data.</summary>
public sealed record LanguageModelSearchOptions : LanguageModelEstimatorOptions
{
    /// <summary>What may be found. Default: the recurrent cells of DARTS.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public RecurrentCellSpace Space { get; init => field = Checked.NotNull(value, nameof(Space)); } = new();

    /// <summary>
    /// How to search. <see langword="null"/>, the default, is DARTS at a size that suits the data,
    /// <see cref="Strategies.Darts.RecurrentDartsStrategy"/>.
    /// </summary>
    public ISearchStrategy? Strategy { get; init; }

    /// <summary>Size and dropout of the final network. <see langword="null"/>, the default, suits the data.</summary>
    public LanguageModelOptions? FinalNetwork { get; init; }

    /// <summary>
    /// Longest time of the search, including the reading of the data; the best architecture found until then is used. Without one, a
    /// <see cref="TimeoutException"/> is thrown. Default: no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public TimeSpan? TimeBudget { get; init => field = Checked.Positive(value, nameof(TimeBudget)); }
}
