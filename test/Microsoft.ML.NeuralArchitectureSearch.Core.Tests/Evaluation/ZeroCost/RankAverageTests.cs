using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation.ZeroCost;

public sealed class RankAverageTests : EvaluatorContract
{
    protected override (Architecture Better, Architecture Worse) Architectures => (ToyNetworkSpace.Convolution, ToyNetworkSpace.Nothing);

    protected override IEvaluator Create() => Average(20, Table(3, 2, 1), Table(30, 1, 20));

    [Test]
    public void A_rank_is_the_share_of_the_sample_that_scores_lower()
    {
        using var evaluator = Average(3000, Table(3, 2, 1));

        Assert.That(evaluator.Evaluate(new(ToyNetworkSpace.Convolution)).Score, Is.EqualTo(5.0 / 6).Within(0.03));
        Assert.That(evaluator.Evaluate(new(ToyNetworkSpace.Identity)).Score, Is.EqualTo(0.5).Within(0.03));
        Assert.That(evaluator.Evaluate(new(ToyNetworkSpace.Nothing)).Score, Is.EqualTo(1.0 / 6).Within(0.03));
    }

    [Test]
    public void Scores_of_any_size_count_alike()
    {
        using var evaluator = Average(3000, Table(1e9, 2, 1), Table(1, 2, 3));

        Assert.That(evaluator.Evaluate(new(ToyNetworkSpace.Convolution)).Score, Is.EqualTo(0.5).Within(0.03));
    }

    [Test]
    public void The_order_of_candidates_does_not_matter()
    {
        using var one = Create();
        using var other = Create();
        other.Evaluate(new(ToyNetworkSpace.Nothing));

        Assert.That(other.Evaluate(new(ToyNetworkSpace.Identity)).Score, Is.EqualTo(one.Evaluate(new(ToyNetworkSpace.Identity)).Score));
    }

    [Test]
    public void No_evaluator_and_no_sample_are_refused()
    {
        Assert.That(() => Average(5), Throws.ArgumentException.With.Property("ParamName").EqualTo("evaluators"));
        Assert.That(() => Average(0, Table(1, 2, 3)), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static RankAverage Average(int sampleSize, params ImmutableArray<IEvaluator> evaluators) =>
        new(new ToyNetworkSpace(), evaluators, new Random(1), sampleSize);

    private static IEvaluator Table(
        double convolution,
        double identity,
        double nothing) => new LookupEvaluator(new Dictionary<Architecture, TableEntry>
        {
            [ToyNetworkSpace.Convolution] = new(convolution),
            [ToyNetworkSpace.Identity] = new(identity),
            [ToyNetworkSpace.Nothing] = new(nothing),
        });
}
