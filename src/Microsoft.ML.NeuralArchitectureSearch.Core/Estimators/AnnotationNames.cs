namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>The names and values of annotations that ML.NET's evaluators and transforms look for.</summary>
internal static class AnnotationNames
{
    public const string KeyValues = "KeyValues";
    public const string SlotNames = "SlotNames";
    public const string TrainingLabelValues = "TrainingLabelValues";
    public const string ScoreColumnSetId = "ScoreColumnSetId";
    public const string ScoreColumnKind = "ScoreColumnKind";
    public const string ScoreValueKind = "ScoreValueKind";

    public const string MulticlassClassification = "MulticlassClassification";
    public const string PredictedLabel = "PredictedLabel";
    public const string Score = "Score";
}
