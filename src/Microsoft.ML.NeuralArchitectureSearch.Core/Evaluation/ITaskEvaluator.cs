namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>An evaluator that is made for the data of one task.</summary>
internal interface ITaskEvaluator : IEvaluator;
