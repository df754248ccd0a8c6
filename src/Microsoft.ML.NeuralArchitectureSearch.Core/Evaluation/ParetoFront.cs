using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>The candidates than which none is better in one objective and at least as good in all others.</summary>
public sealed record ParetoFront
{
    private ParetoFront(Objectives objectives, ImmutableArray<EvaluatedCandidate> candidates) =>
        (Objectives, Candidates) = (objectives, candidates);

    /// <summary>What was weighed.</summary>
    public Objectives Objectives { get; }

    /// <summary>The candidates, in falling order of their scores; none where no candidate keeps within the limits.</summary>
    public ImmutableArray<EvaluatedCandidate> Candidates { get; }

    /// <summary>Chooses the front of evaluated candidates.</summary>
    /// <param name="candidates">The candidates; those that failed or exceed a limit take no part.</param>
    /// <param name="objectives">What to weigh.</param>
    /// <param name="cancellation">Checked before every candidate. Default: never cancelled.</param>
    /// <returns>The front.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A candidate lacks one of the costs, or it is not a finite number.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static ParetoFront Of(
        IEnumerable<EvaluatedCandidate> candidates,
        Objectives objectives,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(objectives);
        var feasible = candidates.Where(candidate => objectives.AreMetBy(candidate.Result))
            .Select(candidate => (Candidate: candidate, Values: objectives.Values(candidate.Result)))
            .OrderBy(pair => pair.Values[0]).ThenBy(pair => pair.Values[1]);

        // In this order no candidate is dominated by a later one, unless it is so by an equal in the first two.
        var front = new List<(EvaluatedCandidate Candidate, ImmutableArray<double> Values)>();
        foreach (var pair in feasible.Each(cancellation.ThrowIfCancellationRequested))
        {
            if (!front.Exists(member => Dominates(member.Values, pair.Values)))
            {
                front.RemoveAll(member => Dominates(pair.Values, member.Values));
                front.Add(pair);
            }
        }

        return new(objectives, [.. front.Select(pair => pair.Candidate)]);
    }

    /// <summary>The area that the front dominates, up to a reference point: the measure of a front of two objectives.</summary>
    /// <remarks>Zitzler and Thiele, "Multiobjective Evolutionary Algorithms" (1999), the size of the space covered.</remarks>
    /// <param name="leastScore">The score of the reference point; candidates that do not exceed it count nothing.</param>
    /// <param name="mostCost">The cost of the reference point; candidates that are not below it count nothing.</param>
    /// <returns>The area, in the units of score and cost.</returns>
    /// <exception cref="InvalidOperationException">There is more than one cost.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reference is not a finite number.</exception>
    public double Hypervolume(double leastScore, double mostCost)
    {
        if (Objectives.Costs.Length != 1)
        {
            throw new InvalidOperationException(
                $"The hypervolume is known for the score and one cost; the front has {Objectives.Costs.Length} costs.");
        }

        CheckFinite(leastScore, nameof(leastScore));
        CheckFinite(mostCost, nameof(mostCost));
        var (area, right) = (0.0, mostCost);
        foreach (var candidate in Candidates.Where(candidate => candidate.Result.Score > leastScore))
        {
            // Costs fall along the front: each candidate adds what is left of those before it.
            var left = candidate.Result.Costs[Objectives.Costs[0]];
            area += Math.Max(0, right - left) * (candidate.Result.Score - leastScore);
            right = Math.Min(right, left);
        }

        return area;
    }

    /// <inheritdoc />
    public bool Equals(ParetoFront? other) =>
        other is not null && Objectives == other.Objectives && Candidates.SequenceEqual(other.Candidates);

    /// <inheritdoc />
    public override int GetHashCode() => Candidates.Aggregate(Objectives.GetHashCode(), HashCode.Combine);

    /// <summary>Whether the first is nowhere worse and somewhere better than the second; all values the less the better.</summary>
    internal static bool Dominates(ImmutableArray<double> first, ImmutableArray<double> second)
    {
        var better = false;
        for (var objective = 0; objective < first.Length; objective++)
        {
            if (first[objective] > second[objective])
            {
                return false;
            }

            better |= first[objective] < second[objective];
        }

        return better;
    }

    private static void CheckFinite(double value, string parameter)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(parameter, value, "The reference point has finite coordinates.");
        }
    }
}
