using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Surrogates;

public sealed class ScoreSurrogateTests
{
    private static DagCellSpace Space => ToySearch.Space;

    [Test]
    public void Better_architectures_have_higher_predictions()
    {
        var random = new Random(1);
        using var surrogate = ScoreSurrogate.Train(Space, [.. Drawn(60, random).Select(Evaluated)], new(), random, new());

        var unseen = Drawn(200, random);
        var predicted = surrogate.Predict(unseen).Select(prediction => prediction.Mean).ToArray();

        Assert.That(Concordance([.. unseen.Select(ToySearch.Score)], predicted), Is.GreaterThan(0.85));
    }

    [Test]
    public void What_was_learned_of_an_operation_on_one_edge_is_expected_of_it_on_another()
    {
        var small = Space.Grow(Space.Smallest, level: 1).SelectMany(cell => Space.Grow(cell, level: 2)).Distinct().ToArray();
        var random = new Random(2);
        using var surrogate = ScoreSurrogate.Train(Space, [.. small.Select(Evaluated)], new(), random, new());

        var grown = Space.Grow(small[0], level: 3).ToArray();
        var predicted = surrogate.Predict(grown).Select(prediction => prediction.Mean).ToArray();

        Assert.That(Concordance([.. grown.Select(ToySearch.Score)], predicted), Is.GreaterThan(0.7));
    }

    private static Architecture[] Drawn(int count, Random random) => [.. Enumerable.Range(0, count).Select(_ => Space.Sample(random))];

    private static EvaluatedCandidate Evaluated(Architecture architecture) =>
        new(new Candidate(architecture), new EvaluationResult(ToySearch.Score(architecture)));

    // The share of the pairs with different scores that the predictions put into the same order.
    private static double Concordance(double[] scores, double[] predicted)
    {
        var pairs =
            from one in Enumerable.Range(0, scores.Length)
            from other in Enumerable.Range(0, one)
            where scores[one] != scores[other]
            select scores[one] > scores[other] == predicted[one] > predicted[other] ? 1.0 : 0.0;
        return pairs.Average();
    }
}
