using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>
/// What a search weighs against each other: a score, the higher the better, and costs, the less the better, some of them with limits.
/// </summary>
/// <remarks>
/// The limits follow Deb et al. (2002), "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II", section VI: constraint domination.
/// </remarks>
public sealed record Objectives
{
    /// <summary>States the objectives beside the score.</summary>
    /// <param name="costs">Names of costs, such as those of <see cref="CostNames"/>; at least one.</param>
    /// <exception cref="ArgumentException">There is no cost, one has no name, or a name stands there twice.</exception>
    public Objectives(params ImmutableArray<string> costs)
    {
        if (costs.IsDefaultOrEmpty || costs.Any(string.IsNullOrWhiteSpace) || costs.Distinct().Count() != costs.Length)
        {
            throw new ArgumentException(
                $"The objectives beside the score are distinct names of costs, at least one; found "
                + $"[{(costs.IsDefault ? "" : string.Join(", ", costs))}].",
                nameof(costs));
        }

        Costs = costs;
    }

    /// <summary>Names of the costs that are to be low.</summary>
    public ImmutableArray<string> Costs { get; }

    /// <summary>The most that a cost may be, by its name; these costs need not be objectives. Default: no limit.</summary>
    /// <exception cref="ArgumentException">A limit is not a finite number.</exception>
    public ImmutableSortedDictionary<string, double> Limits
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Limits));
            field = value.FirstOrDefault(limit => !double.IsFinite(limit.Value)) is { Key: { } name } wrong
                ? throw new ArgumentException($"A limit is a finite number; that of '{name}' is {wrong.Value}.", nameof(Limits))
                : value;
        }
    } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Whether a candidate was evaluated and keeps within all limits.</summary>
    /// <param name="result">What its evaluation gave.</param>
    /// <returns>Whether it does.</returns>
    /// <exception cref="ArgumentException">The result lacks a cost of that name.</exception>
    public bool AreMetBy(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Failure is null && Violation(result) == 0;
    }

    /// <inheritdoc />
    public bool Equals(Objectives? other) => other is not null && Costs.SequenceEqual(other.Costs) && Limits.SequenceEqual(other.Limits);

    /// <inheritdoc />
    public override int GetHashCode() =>
        Costs.Aggregate(Limits.Count, (hash, name) => HashCode.Combine(hash, name.GetHashCode(StringComparison.Ordinal)));

    /// <inheritdoc />
    public override string ToString() =>
        $"score, {string.Join(", ", Costs)}{string.Concat(Limits.Select(limit => $", {limit.Key} ≤ {limit.Value}"))}";

    /// <summary>The values of all objectives, each the less the better: the negative score, then the costs.</summary>
    internal ImmutableArray<double> Values(EvaluationResult result) => [-result.Score, .. Costs.Select(name => Cost(result, name))];

    /// <summary>By how much a result exceeds its limits, relative to these, summed.</summary>
    internal double Violation(EvaluationResult result) =>
        Limits.Sum(limit => Math.Max(0, Cost(result, limit.Key) - limit.Value) / (limit.Value == 0 ? 1 : Math.Abs(limit.Value)));

    private static double Cost(EvaluationResult result, string name)
    {
        if (!result.Costs.TryGetValue(name, out var cost))
        {
            throw new ArgumentException(
                $"The evaluation must give the cost '{name}'; it gave [{string.Join(", ", result.Costs.Keys)}].",
                nameof(result));
        }

        return double.IsFinite(cost)
            ? cost
            : throw new ArgumentException($"A cost is a finite number; '{name}' is {cost}.", nameof(result));
    }
}
