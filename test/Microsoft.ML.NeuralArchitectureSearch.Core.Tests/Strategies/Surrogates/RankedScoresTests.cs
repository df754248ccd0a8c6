using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Surrogates;

public sealed class RankedScoresTests
{
    [Test]
    public void Ranks_go_from_minus_one_to_one_whatever_the_distances() =>
        Assert.That(Ranks(94.2, 10, 94.3), Is.EqualTo(new[] { 0f, -1f, 1f }));

    [Test]
    public void Equal_scores_share_the_mean_of_their_ranks() =>
        Assert.That(Ranks(1, 2, 2, 3, 2), Is.EqualTo(new[] { -1f, 0f, 0f, 1f, 0f }));

    [Test]
    public void Candidates_that_failed_are_the_worst() =>
        Assert.That(Ranks(-5, null, 7, null), Is.EqualTo(new[] { 1 / 3f, -2 / 3f, 1f, -2 / 3f }).Within(1e-6f));

    [Test]
    public void Where_all_failed_none_is_better() => Assert.That(Ranks(null, null), Is.EqualTo(new[] { 0f, 0f }));

    private static float[] Ranks(params double?[] scores) => RankedScores.Of(
        [.. scores.Select(score => new EvaluatedCandidate(
            new Candidate(PublishedGenotypes.DartsV1), score is { } value
                ? new EvaluationResult(value)
                : EvaluationResult.Failed("Out of memory.")))]);
}
