namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>A candidate with what its evaluation gave.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Result">Score and costs.</param>
public sealed record EvaluatedCandidate(Candidate Candidate, EvaluationResult Result);
