using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Settings of an architecture search over images. What is not set scales with the data.</summary>
public sealed record ImageSearchOptions
{
    /// <summary>Name of the label column, a key. Default <c>Label</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string LabelColumnName
    {
        get;
        init => field = ColumnName.Checked(value, nameof(LabelColumnName));
    } = "Label";

    /// <summary>Name of the column of images: <c>Vector&lt;Single, C, H, W&gt;</c>, or an image column. Default <c>Features</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string FeatureColumnName
    {
        get;
        init => field = ColumnName.Checked(value, nameof(FeatureColumnName));
    } = "Features";

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

    /// <summary>Size of the images. Only needed where the type of the column does not tell it.</summary>
    public ImageShape? Shape { get; init; }

    /// <summary>What may be found. Default: the cells of DARTS.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public ISearchSpace Space { get; init => field = Checked.NotNull(value, nameof(Space)); } = new DartsCellSpace();

    /// <summary>How to search. <see langword="null"/>, the default, is DARTS at a size that suits the data.</summary>
    public ISearchStrategy? Strategy { get; init; }

    /// <summary>Size of the final network. <see langword="null"/>, the default, suits the data.</summary>
    public CellNetworkOptions? FinalNetwork { get; init; }

    /// <summary>How the final network is trained. <see langword="null"/>, the default, suits the data.</summary>
    public TrainingOptions? Training { get; init; }

    /// <summary>Longest time that the search may take; the best architecture found until then is used. Default: no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public TimeSpan? TimeBudget { get; init => field = Checked.Positive(value, nameof(TimeBudget)); }

    /// <summary>The seed of every random draw. <see langword="null"/>, the default, takes the seed of the <see cref="MLContext"/>.</summary>
    public int? Seed { get; init; }

    /// <summary>Observes the search and the training. Default: nobody does; the channels of the <see cref="MLContext"/> tell of them in any case.</summary>
    public IProgress<SearchEvent>? Progress { get; init; }

    /// <summary>Cancels the work at the next mini-batch. Default: never cancelled.</summary>
    public CancellationToken CancellationToken { get; init; }
}
