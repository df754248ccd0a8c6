namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>The names of the columns that a classifier reads and writes.</summary>
internal sealed record ClassifierColumnNames(string Label, string Features, string PredictedLabel, string Score);
