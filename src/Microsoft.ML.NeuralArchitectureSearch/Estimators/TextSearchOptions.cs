using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Settings of an architecture search over texts. What is not set suits the data.</summary>
public sealed record TextSearchOptions
{
    /// <summary>Name of the label column, a key. Default <c>Label</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string LabelColumnName
    {
        get;
        init => field = ColumnName.Checked(value, nameof(LabelColumnName));
    } = "Label";

    /// <summary>Name of the column of texts. Default <c>Text</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string FeatureColumnName
    {
        get;
        init => field = ColumnName.Checked(value, nameof(FeatureColumnName));
    } = "Text";

    /// <summary>Name of the column that the class probabilities go to. Default <c>Score</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string ScoreColumnName
    {
        get;
        init => field = ColumnName.Checked(value, nameof(ScoreColumnName));
    } = "Score";

    /// <summary>Name of the column that the most probable class goes to. Default <c>PredictedLabel</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string PredictedLabelColumnName
    {
        get;
        init => field = ColumnName.Checked(value, nameof(PredictedLabelColumnName));
    } = "PredictedLabel";

    /// <summary>How texts become what networks read: tokenizer, vocabulary, length, word vectors from a file.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TextOptions Text { get; init => field = Checked.NotNull(value, nameof(Text)); } = new();

    /// <summary>What may be found, and the size of the networks that are searched.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TextCellSpace Space { get; init => field = Checked.NotNull(value, nameof(Space)); } = new();

    /// <summary>
    /// How to search. <see langword="null"/>, the default, scores 50 random cells with weights that all of them share, <see cref="TextTraining.SharedWeights"/>;
    /// DARTS, whose every step computes all operations, takes several times as long.
    /// </summary>
    public ISearchStrategy? Strategy { get; init; }

    /// <summary>Size of the final network. <see langword="null"/>, the default, is that of the space.</summary>
    public TextNetworkOptions? FinalNetwork { get; init; }

    /// <summary>How the final network is trained. <see langword="null"/>, the default, suits texts: see <see cref="TextTraining.Usual"/>.</summary>
    /// <exception cref="ArgumentException">The texts are to be varied as images are.</exception>
    public TrainingOptions? Training { get; init => field = TextTraining.Checked(value, nameof(Training)); }

    /// <summary>Longest time that the search may take; the best architecture found until then is used. Default: no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public TimeSpan? TimeBudget { get; init => field = Checked.Positive(value, nameof(TimeBudget)); }

    /// <summary>The seed of every random draw. <see langword="null"/>, the default, takes the seed of the <see cref="MLContext"/>.</summary>
    public int? Seed { get; init; }

    /// <summary>Observes the search and the training. Default: nobody does; the channels of the <see cref="MLContext"/> tell of them in any case.</summary>
    public IProgress<SearchEvent>? Progress { get; init; }

    /// <summary>Cancels the work at the next mini-batch. Default: never cancelled.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal ClassifierColumnNames Columns => new(LabelColumnName, FeatureColumnName, PredictedLabelColumnName, ScoreColumnName);
}
