using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;

public sealed class LatencyEvaluatorTests : EvaluatorContract
{
    protected override (Architecture Better, Architecture Worse) Architectures => (ToyNetworkSpace.Nothing, ToyNetworkSpace.Convolution);

    protected override bool IsRepeatable => false;

    // Enough layers that other work on the machine does not turn the order round.
    protected override IEvaluator Create() =>
        new LatencyEvaluator(
            ToyTask.Create(),
            new LatencyOptions { BatchSize = 32, Channels = 32, Cells = 20, Passes = 5, WarmUpPasses = 1 });

    [Test]
    public void The_median_of_the_passes_counts_and_those_that_warm_up_do_not()
    {
        var clock = new ScriptedClock(100, 100, 3, 50, 1, 2, 4);
        using var evaluator = new LatencyEvaluator(
            ToyTask.Create() with { Clock = clock },
            new LatencyOptions { WarmUpPasses = 2, Passes = 5 });

        var result = evaluator.Evaluate(new(ToyNetworkSpace.Identity));

        Assert.That(result.Costs[CostNames.Latency], Is.EqualTo(3));
        Assert.That(result.Score, Is.EqualTo(-3));
    }

    /// <summary>A clock by which passes take given milliseconds.</summary>
    private sealed class ScriptedClock(params int[] passes) : TimeProvider
    {
        private long _now;
        private int _looks;

        public override long TimestampFrequency => 1000;

        // The first look is the evaluation's; then every pass has one at its begin and one at its end.
        public override long GetTimestamp()
        {
            var look = _looks++;
            return look > 0 && look % 2 == 0 && look / 2 <= passes.Length ? _now += passes[(look / 2) - 1] : _now;
        }
    }
}
