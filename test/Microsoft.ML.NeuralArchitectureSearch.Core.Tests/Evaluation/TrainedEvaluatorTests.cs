using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation;

public sealed class TrainedEvaluatorTests : EvaluatorContract
{
    private static readonly TrainedEvaluatorOptions Quick = new() { Epochs = 8, BatchSize = 16 };

    protected override (Architecture Better, Architecture Worse) Architectures => (ToyNetworkSpace.Convolution, ToyNetworkSpace.Nothing);

    protected override IEvaluator Create() => new TrainedEvaluator(ToyTask.Create(), Quick);

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

    [Test]
    public void The_costs_are_parameters_multiply_adds_and_epochs()
    {
        using var evaluator = Create();

        var result = evaluator.Evaluate(new(ToyNetworkSpace.Identity) { Epochs = 2 });

        Assert.That(result.Costs[CostNames.Parameters], Is.EqualTo((9 * 8) + 16 + (8 * 4) + 4));
        Assert.That(result.Costs[CostNames.MultiplyAdds], Is.EqualTo((9 * 8 * 64) + (8 * 4)));
        Assert.That(result.Costs[CostNames.Epochs], Is.EqualTo(2));
    }

    [Test]
    public void Fewer_channels_and_more_cells_change_the_network()
    {
        using var evaluator = new TrainedEvaluator(
            ToyTask.Create(),
            Quick with { Epochs = 1, Channels = 4, Cells = 2, DataFraction = 0.5 });

        var parameters = evaluator.Evaluate(new(ToyNetworkSpace.Convolution)).Costs[CostNames.Parameters];

        Assert.That(parameters, Is.EqualTo((9 * 4) + 8 + (2 * ((9 * 16) + 8)) + (4 * 4) + 4));
    }

    [Test]
    public void A_child_goes_on_with_its_parents_weights()
    {
        var options = Quick with { ParentsKept = 1 };
        using var evaluator = new TrainedEvaluator(ToyTask.Create(), options);
        evaluator.Evaluate(new(ToyNetworkSpace.Convolution) { Epochs = 20 });
        var child = new Candidate(ToyNetworkSpace.Convolution) { Epochs = 1 };

        var orphan = evaluator.Evaluate(child with { Parent = ToyNetworkSpace.Nothing });
        using var again = new TrainedEvaluator(ToyTask.Create(), options);
        again.Evaluate(new(ToyNetworkSpace.Convolution) { Epochs = 20 });
        var heir = again.Evaluate(child with { Parent = ToyNetworkSpace.Convolution });

        Assert.That(heir.Score, Is.GreaterThan(orphan.Score));
    }

    [Test]
    public void A_hopeless_training_is_given_up()
    {
        using var evaluator = new TrainedEvaluator(ToyTask.Create(), Quick with { Epochs = 30, EarlyTermination = new() });
        evaluator.Evaluate(new(ToyNetworkSpace.Convolution));

        var hopeless = evaluator.Evaluate(new(ToyNetworkSpace.Nothing));

        Assert.That(hopeless.Costs[CostNames.Epochs], Is.InRange(LearningCurve.FewestEpochs, 20));
        Assert.That(hopeless.Score, Is.LessThan(0.6));
    }

    [Test]
    public void A_loss_that_is_not_finite_is_a_failed_result()
    {
        using var data = new LabelledData(full([16, 1, 8, 8], float.NaN), zeros([16], dtype: ScalarType.Int64), BarImages.ClassCount);
        using var evaluator = new TrainedEvaluator(ToyTask.Create() with { Data = data }, Quick);

        Assert.That(evaluator.Evaluate(new(ToyNetworkSpace.Convolution)).Failure, Does.Contain("loss became NaN"));
    }

    [Test]
    public void The_host_may_cancel_between_mini_batches()
    {
        var asked = 0;
        using var evaluator = new TrainedEvaluator(ToyTask.Create() with { IsCancelled = () => ++asked > 3 }, Quick);

        Assert.That(() => evaluator.Evaluate(new(ToyNetworkSpace.Convolution)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(asked, Is.LessThan(8));
    }

    [Test]
    public void A_space_that_describes_no_networks_is_refused() =>
        Assert.That(
            () => new TrainedEvaluator(ToyTask.Create() with { Space = new SpaceWithoutNetworks() }, Quick),
            Throws.ArgumentException.With.Message.Contains(nameof(INetworkSpace)));

    [TestCase(0)]
    [TestCase(-1)]
    public void Options_check_themselves(int value)
    {
        Assert.That(
            () => new TrainedEvaluatorOptions { Epochs = value },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("Epochs"));
        Assert.That(() => new TrainedEvaluatorOptions { DataFraction = value }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new TrainedEvaluatorOptions { ValidationFraction = value }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new EarlyTermination { MinimumEpochs = value }, Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private sealed class SpaceWithoutNetworks : ISearchSpace
    {
        public Architecture Sample(Random random) => ToyNetworkSpace.Nothing;

        public bool Contains(Architecture architecture) => true;

        public Architecture FromJson(string json) => DagCell.FromJson(json);
    }
}
