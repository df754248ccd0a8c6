namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>Tells how good a candidate is. It may keep state, such as shared weights, and is used by one thread at a time.</summary>
public interface IEvaluator : IDisposable
{
    /// <summary>Evaluates a candidate.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="cancellation">Looked at before every mini-batch.</param>
    /// <returns>Score and costs.</returns>
    /// <exception cref="ArgumentException">The architecture is not one that the evaluator knows.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default);
}
