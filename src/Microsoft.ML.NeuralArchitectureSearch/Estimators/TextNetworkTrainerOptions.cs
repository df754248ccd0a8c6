using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Settings of the training of a given network over texts.</summary>
public sealed record TextNetworkTrainerOptions
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

    /// <summary>How the network is trained. <see langword="null"/>, the default, suits texts: see <see cref="TextTraining.Usual"/>.</summary>
    /// <exception cref="ArgumentException">The texts are to be varied as images are.</exception>
    public TrainingOptions? Training { get; init => field = TextTraining.Checked(value, nameof(Training)); }

    /// <summary>The seed of every random draw. <see langword="null"/>, the default, takes the seed of the <see cref="MLContext"/>.</summary>
    public int? Seed { get; init; }

    /// <summary>Observes the training. Default: nobody does; the channels of the <see cref="MLContext"/> tell of it in any case.</summary>
    public IProgress<SearchEvent>? Progress { get; init; }

    /// <summary>Cancels the work at the next mini-batch. Default: never cancelled.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal ClassifierColumnNames Columns => new(LabelColumnName, FeatureColumnName, PredictedLabelColumnName, ScoreColumnName);
}
