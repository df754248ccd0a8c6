namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>A candidate that was evaluated once more.</summary>
/// <param name="Searched">What the search knew of it.</param>
/// <param name="Retrained">What the better evaluation gave.</param>
public sealed record RankedCandidate(EvaluatedCandidate Searched, EvaluationResult Retrained);
