using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;

public sealed class KendallTauTests
{
    [Test]
    public void It_counts_pairs_in_the_same_order_against_those_in_the_opposite_one() =>
        Assert.That(KendallTau.Of([1, 2, 3, 4], [1, 3, 2, 4]), Is.EqualTo(4.0 / 6).Within(1e-12));

    [Test]
    public void Equal_orders_give_one_and_opposite_ones_minus_one()
    {
        Assert.That(KendallTau.Of([0.1, 0.2, 0.7], [5, 6, 7]), Is.EqualTo(1));
        Assert.That(KendallTau.Of([0.1, 0.2, 0.7], [7, 6, 5]), Is.EqualTo(-1));
    }

    // scipy.stats.kendalltau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]) = -0.4714045207910316, the example of its documentation.
    [Test]
    public void Ties_count_as_in_tau_b() =>
        Assert.That(KendallTau.Of([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]), Is.EqualTo(-0.4714045207910316).Within(1e-12));

    [Test]
    public void Without_a_pair_that_can_be_told_apart_there_is_none()
    {
        Assert.That(KendallTau.Of([1], [1]), Is.Null);
        Assert.That(KendallTau.Of([1, 1], [1, 2]), Is.Null);
    }

    [Test]
    public void Each_candidate_has_two_scores() => Assert.That(() => KendallTau.Of([1, 2], [1]), Throws.ArgumentException);
}
