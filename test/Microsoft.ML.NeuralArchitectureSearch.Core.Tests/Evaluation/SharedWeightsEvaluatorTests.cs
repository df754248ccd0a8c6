using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;

public sealed class SharedWeightsEvaluatorTests : EvaluatorContract
{
    private static readonly SharedWeightsOptions Quick = new()
    {
        WarmUpEpochs = 12,
        BatchSize = 16,
        RecalibrationBatches = 4,
        LearningRate = 0.1
    };

    protected override (Architecture Better, Architecture Worse) Architectures => (ToyNetworkSpace.Convolution, ToyNetworkSpace.Nothing);

    protected override IEvaluator Create() => new SharedWeightsEvaluator(ToyTask.Create(), Quick);

    [Test]
    public void The_same_sequence_of_candidates_has_the_same_scores()
    {
        var options = Quick with { WarmUpEpochs = 2, StepsPerCandidate = 3 };
        var first = Scores(options);
        var second = Scores(options);

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Without_steps_of_its_own_a_candidate_keeps_its_score()
    {
        var scores = Scores(Quick with { WarmUpEpochs = 3 });

        Assert.That(scores[0], Is.EqualTo(scores[2]));
    }

    [Test]
    public void Steps_on_the_candidate_itself_train_it()
    {
        using var evaluator = new SharedWeightsEvaluator(
            ToyTask.Create(),
            Quick with { WarmUpEpochs = 0, StepsPerCandidate = 60, FinalLearningRate = 0.1 });

        var result = evaluator.Evaluate(new(ToyNetworkSpace.Convolution));

        Assert.That(result.Score, Is.GreaterThan(0.6));
        Assert.That(result.Costs[CostNames.Epochs], Is.EqualTo(12));
    }

    [Test]
    public void A_rotating_part_of_the_images_held_out_is_enough()
    {
        using var evaluator = new SharedWeightsEvaluator(
            ToyTask.Create(),
            Quick with { WarmUpEpochs = 1, ValidationBatches = 1, ValidationFraction = 0.25, BatchSize = 4 });

        var scores = Enumerable.Range(0, 5).Select(_ => evaluator.Evaluate(new(ToyNetworkSpace.Identity)).Score * 4).ToArray();

        Assert.That(scores, Has.All.Matches<double>(score => score % 1 == 0));
        Assert.That(scores[1..], Has.Some.Not.EqualTo(scores[0]));
    }

    [Test]
    public void A_cancelled_warm_up_goes_on_with_the_next_candidate()
    {
        var asked = 0;
        var limit = 5;
        using var evaluator = new SharedWeightsEvaluator(
            ToyTask.Create() with { IsCancelled = () => ++asked > limit },
            Quick with { WarmUpEpochs = 3 });

        Assert.That(() => evaluator.Evaluate(new(ToyNetworkSpace.Convolution)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(asked, Is.EqualTo(6));
        limit = int.MaxValue;

        Assert.That(evaluator.Evaluate(new(ToyNetworkSpace.Convolution)).Failure, Is.Null);
    }

    private static double[] Scores(SharedWeightsOptions options)
    {
        using var evaluator = new SharedWeightsEvaluator(ToyTask.Create(), options);
        return [.. new[] { ToyNetworkSpace.Convolution, ToyNetworkSpace.Identity, ToyNetworkSpace.Convolution }.Select(
            cell => evaluator.Evaluate(new(cell)).Score)];
    }
}
