using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Settings of an architecture search over texts. What is not set suits the data.</summary>
public sealed record TextSearchOptions : ClassifierEstimatorOptions
{
    /// <summary>Settings that are the defaults.</summary>
    public TextSearchOptions()
        : base(featureColumnName: "Text")
    {
    }

    /// <summary>How texts become what networks read: tokenizer, vocabulary, length, word vectors from a file.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TextOptions Text { get; init => field = Checked.NotNull(value, nameof(Text)); } = new();

    /// <summary>What may be found, and the size of the networks that are searched.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TextCellSpace Space { get; init => field = Checked.NotNull(value, nameof(Space)); } = new();

    /// <summary>
    /// How to search. <see langword="null"/>, the default, trains 12 random cells one by one, <see cref="TextTraining.Candidates"/>.
    /// Weights that candidates
    /// share, <see cref="TextTraining.SharedWeights"/>, tell them apart less well; DARTS, whose every step computes all operations, takes
    /// several times as long.
    /// </summary>
    public ISearchStrategy? Strategy { get; init; }

    /// <summary>Size of the final network. <see langword="null"/>, the default, is that of the space.</summary>
    public TextNetworkOptions? FinalNetwork { get; init; }

    /// <summary>
    /// How the final network is trained. <see langword="null"/>, the default, suits texts: see <see cref="TextTraining.Default"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The texts are to be varied as images are.</exception>
    public TrainingOptions? Training { get; init => field = TextTraining.Checked(value, nameof(Training)); }

    /// <summary>
    /// Longest time of the search, including the reading of the data; the best architecture found until then is used. Without one, a
    /// <see cref="TimeoutException"/> is thrown. Default: no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public TimeSpan? TimeBudget { get; init => field = Checked.Positive(value, nameof(TimeBudget)); }
}
