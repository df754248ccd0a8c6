using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;

public sealed class ParetoFrontTests
{
    private static readonly Objectives Objectives = new(CostNames.Latency);

    [Test]
    public void What_another_beats_in_both_objectives_is_not_on_the_front()
    {
        var (best, cheap, beaten, equal) = (Point(90, 5), Point(80, 2), Point(85, 6), Point(80, 3));

        Assert.That(ParetoFront.Of([cheap, beaten, equal, best], Objectives).Candidates, Is.EqualTo(new[] { best, cheap }));
    }

    [Test]
    public void Equals_stay_together() =>
        Assert.That(ParetoFront.Of([Point(1, 1), Point(1, 1)], Objectives).Candidates, Has.Length.EqualTo(2));

    [Test]
    public void What_failed_or_exceeds_a_limit_takes_no_part()
    {
        var limited = Objectives with { Limits = ImmutableSortedDictionary<string, double>.Empty.Add(CostNames.Latency, 4) };
        var failed = new EvaluatedCandidate(new(PublishedGenotypes.DartsV2), EvaluationResult.Failed("Out of memory."));

        Assert.That(ParetoFront.Of([Point(90, 5), failed, Point(80, 2)], limited).Candidates, Is.EqualTo(new[] { Point(80, 2) }));
    }

    [Test]
    public void A_third_objective_counts()
    {
        var three = new Objectives(CostNames.Latency, CostNames.Parameters);

        Assert.That(ParetoFront.Of([Point(90, 5, 7), Point(80, 5, 6), Point(70, 5, 9), Point(60, 5, 6)], three).Candidates
            .Select(point => point.Result.Score), Is.EqualTo(new[] { 90, 80 }));
    }

    // Two steps: 5 wide and 10 high, 3 wide and 6 high.
    [Test]
    public void The_hypervolume_is_the_area_under_the_steps() =>
        Assert.That(ParetoFront.Of([Point(10, 5), Point(6, 2)], Objectives).Hypervolume(leastScore: 0, mostCost: 10), Is.EqualTo(50 + 18));

    [Test]
    public void What_lies_beyond_the_reference_counts_nothing() =>
        Assert.That(
            ParetoFront.Of([Point(10, 12), Point(6, 2), Point(-1, 1)], Objectives).Hypervolume(leastScore: 0, mostCost: 10),
            Is.EqualTo(48));

    [Test]
    public void The_area_of_three_objectives_is_refused() =>
        Assert.That(
            () => ParetoFront.Of([Point(90, 5, 7)], new(CostNames.Latency, CostNames.Parameters)).Hypervolume(0, 10), Throws
                .InvalidOperationException);

    [Test]
    public void A_cost_that_is_missing_or_no_number_is_named()
    {
        Assert.That(
            () => ParetoFront.Of([Point(1, 1)], new("energy")),
            Throws.ArgumentException.With.Message.Contains("'energy'; it gave [latency_ms, parameters]"));
        Assert.That(
            () => ParetoFront.Of([Point(1, double.NaN)], Objectives),
            Throws.ArgumentException.With.Message.Contains("'latency_ms' is NaN"));
    }

    [Test]
    public void Fronts_of_the_same_candidates_are_equal() =>
        Assert.That(ParetoFront.Of([Point(1, 1)], Objectives), Is.EqualTo(ParetoFront.Of([Point(1, 1)], new(CostNames.Latency))));

    private static EvaluatedCandidate Point(double score, double latency, double parameters = 0) => new(
        new(PublishedGenotypes.DartsV2),
        new(score)
        {
            Costs = ImmutableSortedDictionary<string,
            double>.Empty.Add(CostNames.Latency, latency).Add(CostNames.Parameters, parameters)
        });
}
