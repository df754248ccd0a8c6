using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>
/// Takes the score from one evaluator, and costs from others as well, such as the latency from a <see cref="LatencyEvaluator"/>.
/// </summary>
/// <param name="evaluator">Gives score and costs; owned from here on.</param>
/// <param name="costs">Give further costs; their scores are not used. Owned from here on.</param>
internal sealed partial class EvaluatorWithCosts(IEvaluator evaluator, params ImmutableArray<IEvaluator> costs) : IEvaluator
{
    private readonly IEvaluator _evaluator = evaluator ?? throw new ArgumentNullException(nameof(evaluator));
    private readonly ImmutableArray<IEvaluator> _costs = costs.IsDefault || costs.Contains(null!)
        ? throw new ArgumentNullException(nameof(costs))
        : costs;

    /// <inheritdoc />
    public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default)
    {
        var result = _evaluator.Evaluate(candidate, cancellation);
        foreach (var other in _costs)
        {
            cancellation.ThrowIfCancellationRequested();
            var further = other.Evaluate(candidate, cancellation);
            result = result with { Costs = result.Costs.SetItems(further.Costs), Duration = result.Duration + further.Duration };
        }

        return result;
    }

    /// <summary>The settings that scores depend on; a history is only continued with the same.</summary>
    /// <returns>The text, on one line.</returns>
    public override string ToString() => $"{_evaluator}, costs of {string.Join(", ", _costs)}";

    /// <inheritdoc />
    public void Dispose()
    {
        _evaluator.Dispose();
        foreach (var other in _costs)
        {
            other.Dispose();
        }
    }
}
