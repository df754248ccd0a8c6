using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;

public sealed class EvaluatorWithCostsTests : EvaluatorContract
{
    protected override (Architecture Better, Architecture Worse) Architectures => (ToyNetworkSpace.Convolution, ToyNetworkSpace.Nothing);

    protected override IEvaluator Create() =>
        new EvaluatorWithCosts(
            new ZeroCostEvaluator(ToyTask.Create(), new ParameterCountScore()),
            new LatencyEvaluator(ToyTask.Create(), new LatencyOptions { Passes = 1 }));

    [Test]
    public void The_score_is_the_first_ones_and_the_costs_are_everybodys()
    {
        using var evaluator = Create();

        var result = evaluator.Evaluate(new(ToyNetworkSpace.Identity));

        Assert.That(result.Score, Is.EqualTo(result.Costs[CostNames.Parameters]));
        Assert.That(result.Costs[CostNames.Latency], Is.GreaterThan(0));
    }
}
