using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Surrogates;

public sealed class RidgeRegressionTests
{
    private static readonly float[][] Features = [[1, 0, 0.5f, 0], [0, 1, 0, 2], [1, 0, 0, 0], [0, 1, 0.5f, 1], [0, 0, 1.5f, 0]];
    private static readonly double[] Targets = [3, -1, 2.5, 0.25, 7];
    private static readonly float[][] Unseen = [[1, 1, 1, 1], [0, 0, 0, 0], [2, 0, 0.25f, 0]];

    // numpy.linalg.lstsq on the centred observations with √λ times the identity below them.
    [Test]
    public void Predictions_are_those_of_the_least_squares_with_a_penalty() =>
        Assert.That(Predictions(5), Is.EqualTo(new[] { 1.6189629192872117, 2.9749967243186584, 2.4227359582459815 }).Within(1e-12));

    [Test]
    public void Fewer_observations_than_features_suffice() =>
        Assert.That(Predictions(2), Is.EqualTo(new[] { 1.1960784313725485, 1.9803921568627456, 3.091503267973855 }).Within(1e-12));

    [Test]
    public void One_observation_is_expected_again() => Assert.That(Predictions(1), Is.All.EqualTo(3));

    private static double[] Predictions(int observations)
    {
        var regression = RidgeRegression.Fit(Features[..observations], Targets[..observations], penalty: 0.7);
        return [.. Unseen.Select(regression.Predict)];
    }
}
