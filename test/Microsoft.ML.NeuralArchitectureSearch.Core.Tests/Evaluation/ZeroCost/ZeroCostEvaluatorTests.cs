using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation.ZeroCost;

[TestFixture(typeof(ParameterCountScore))]
[TestFixture(typeof(MultiplyAddsScore))]
[TestFixture(typeof(GradientNormScore))]
[TestFixture(typeof(SnipScore))]
[TestFixture(typeof(SynFlowScore))]
[TestFixture(typeof(JacobianCovarianceScore))]
[TestFixture(typeof(NaswotScore))]
public sealed class ZeroCostEvaluatorTests(Type score) : EvaluatorContract
{
    protected override (Architecture Better, Architecture Worse) Architectures => (ToyNetworkSpace.Convolution, ToyNetworkSpace.Nothing);

    protected override IEvaluator Create() =>
        new ZeroCostEvaluator(ToyTask.Create(), (IZeroCostScore)Activator.CreateInstance(score)!, new ZeroCostOptions { BatchSize = 16 });

    [Test]
    public void A_candidate_has_the_same_score_whatever_was_evaluated_before()
    {
        using var fresh = Create();
        using var used = Create();
        used.Evaluate(new(ToyNetworkSpace.Identity));

        Assert.That(
            used.Evaluate(new(ToyNetworkSpace.Convolution)).Score,
            Is.EqualTo(fresh.Evaluate(new(ToyNetworkSpace.Convolution)).Score));
    }
}
