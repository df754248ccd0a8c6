using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Nsga2;

public sealed class NondominatedSortingTests
{
    [Test]
    public void Fronts_come_in_order()
    {
        var (a, b, c, d) = (Point(1, 4), Point(2, 2), Point(3, 3), Point(4, 4));

        Assert.That(NondominatedSorting.Fronts([d, c, b, a]), Is.EqualTo(new Individual[][] { [b, a], [c], [d] }));
    }

    [Test]
    public void Equal_individuals_share_a_front() =>
        Assert.That(NondominatedSorting.Fronts([Point(1, 1), Point(1, 1)]), Has.Count.EqualTo(1));

    // By hand: the second one has neighbours 3 of 8 and 5 of 9 apart.
    [Test]
    public void Crowding_is_the_distance_between_the_neighbours()
    {
        Individual[] front = [Point(0, 9), Point(2, 5), Point(3, 4), Point(8, 0)];

        Assert.That(
            NondominatedSorting.CrowdingDistances(front),
            Is.EqualTo(new[] { double.PositiveInfinity, (3.0 / 8) + (5.0 / 9), (6.0 / 8) + (5.0 / 9), double.PositiveInfinity })
                .Within(1e-12));
    }

    [Test]
    public void A_front_without_extent_is_no_division_by_zero() =>
        Assert.That(NondominatedSorting.CrowdingDistances([Point(1, 1), Point(1, 1), Point(1, 1)]), Has.None.NaN);

    [Test]
    public void Of_the_last_front_the_least_crowded_survive()
    {
        var (left, crowded, right, worse) = (Point(0, 10), Point(1, 9), Point(10, 0), Point(11, 11));
        var middle = Point(5, 5);

        var survivors = NondominatedSorting.Survivors([worse, crowded, left, middle, right], 3);

        Assert.That(survivors.Select(survivor => survivor.Individual), Is.EquivalentTo(new[] { left, right, middle }));
        Assert.That(survivors.Select(survivor => survivor.Rank), Is.All.Zero);
    }

    [Test]
    public void Whoever_keeps_within_the_limits_dominates_who_does_not()
    {
        var (feasible, little, much) = (Point(9, 9), Point(1, 1) with { Violation = 0.1 }, Point(0, 0) with { Violation = 0.2 });

        Assert.That(NondominatedSorting.Fronts([much, little, feasible]), Is.EqualTo(new Individual[][] { [feasible], [little], [much] }));
    }

    private static Individual Point(double first, double second) => new(new Candidate(PublishedGenotypes.DartsV2), [first, second], 0);
}
