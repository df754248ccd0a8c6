using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>How good a candidate is, and what it costs.</summary>
public sealed record EvaluationResult
{
    /// <summary>States how good a candidate is.</summary>
    /// <param name="score">The higher the better, such as the accuracy on images held out.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The score is not a finite number; what could not be evaluated is <see cref="Failed"/>.
    /// </exception>
    public EvaluationResult(double score)
    {
        if (!double.IsFinite(score))
        {
            throw new ArgumentOutOfRangeException(
                nameof(score),
                score,
                $"A score is a finite number; for candidates without one there is {nameof(EvaluationResult)}.{nameof(Failed)}.");
        }

        Score = score;
    }

    private EvaluationResult(string failure) => (Score, Failure) = (double.NegativeInfinity, failure);

    /// <summary>The higher the better; negative infinity where the evaluation failed.</summary>
    public double Score { get; }

    /// <summary>Why there is no score; <see langword="null"/> where there is one.</summary>
    public string? Failure { get; }

    /// <summary>What it costs, the less the better, under names such as those of <see cref="CostNames"/>.</summary>
    public ImmutableSortedDictionary<string, double> Costs
    {
        get;
        init => field = Named(value);
    } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>How long the evaluation took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>A candidate that could not be evaluated: it counts as worse than any other, and the search goes on.</summary>
    /// <param name="failure">What happened.</param>
    /// <returns>A result without a score.</returns>
    /// <exception cref="ArgumentException">There is no text.</exception>
    public static EvaluationResult Failed(string failure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(failure);
        return new(WellFormed.Of(failure));
    }

    private static ImmutableSortedDictionary<string, double> Named(ImmutableSortedDictionary<string, double> costs) =>
        costs is null || costs.Keys.All(name => WellFormed.Is(name))
            ? costs!
            : costs.Clear().SetItems(costs.Select(cost => KeyValuePair.Create(WellFormed.Of(cost.Key), cost.Value)));

    /// <inheritdoc />
    public bool Equals(EvaluationResult? other) =>
        other is not null && Score.Equals(other.Score) && Failure == other.Failure && Duration == other.Duration
            && Costs.SequenceEqual(other.Costs);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Score, Failure, Duration, Costs.Count);
}
