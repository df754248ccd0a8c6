namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Settings of what learns to classify: its columns.</summary>
public abstract record ClassifierEstimatorOptions : EstimatorOptions
{
    private protected ClassifierEstimatorOptions(string featureColumnName) => FeatureColumnName = featureColumnName;

    /// <summary>Name of the label column, a key. Default <c>Label</c>.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string LabelColumnName
    {
        get;
        init => field = ColumnName.Checked(value, nameof(LabelColumnName));
    } = "Label";

    /// <summary>
    /// Name of the column of what is classified: images, <c>Vector&lt;Single, C, H, W&gt;</c> or an image column, by default
    /// <c>Features</c>; or texts, by
    /// default <c>Text</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string FeatureColumnName
    {
        get;
        init => field = ColumnName.Checked(value, nameof(FeatureColumnName));
    }

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

    /// <exception cref="ArgumentException">Two options name the same column.</exception>
    internal ClassifierColumnNames Columns
    {
        get
        {
            ColumnName.CheckDistinct(
                (nameof(LabelColumnName), LabelColumnName),
                (nameof(FeatureColumnName), FeatureColumnName),
                (nameof(PredictedLabelColumnName), PredictedLabelColumnName),
                (nameof(ScoreColumnName), ScoreColumnName));
            return new(LabelColumnName, FeatureColumnName, PredictedLabelColumnName, ScoreColumnName);
        }
    }
}
