using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Darts;

public sealed class DartsStrategyTests : DifferentiableStrategyContract
{
    private static readonly DartsOptions Small = new() { Epochs = 2, Channels = 4, Cells = 3, BatchSize = 16 };

    protected override ISearchStrategy Create() => new DartsStrategy(Small);

    [TestCase(SecondOrderGradient.FiniteDifference)]
    [TestCase(SecondOrderGradient.Exact)]
    public void The_second_order_search_finds_a_member_of_the_space(SecondOrderGradient kind)
    {
        var strategy = new DartsStrategy(Small with { Epochs = 1, Order = 2, SecondOrderGradient = kind });

        var result = strategy.Search(SmallTask);

        Assert.That(Space.Contains(result.Genotype), Is.True);
        Assert.That(result.History[0].ValidationLoss, Is.GreaterThan(0));
    }

    [Test]
    public void The_weights_learn_while_the_architecture_is_searched()
    {
        var result = new DartsStrategy(Small with { Epochs = 8 }).Search(SmallTask);

        Assert.That(result.History[^1].TrainingLoss, Is.LessThan(result.History[0].TrainingLoss));
        Assert.That(result.History[^1].TrainingAccuracy, Is.GreaterThan(0.5));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void The_kernels_and_TorchSharp_find_the_same_architecture(int order)
    {
        var options = Small with { Order = order, ArchitectureLearningRate = 0.02 };

        var kernels = new DartsStrategy(options with { KernelThreads = 2 }).Search(SmallTask);
        var torchSharp = new DartsStrategy(options with { KernelThreads = 0 }).Search(SmallTask);

        Assert.That(kernels.Genotype, Is.EqualTo(torchSharp.Genotype));
        Assert.That(kernels.History[^1].TrainingLoss, Is.EqualTo(torchSharp.History[^1].TrainingLoss).Within(1).Percent);
    }

    [TestCase(1, SecondOrderGradient.Exact, null, true)]
    [TestCase(2, SecondOrderGradient.FiniteDifference, null, true)]
    [TestCase(2, SecondOrderGradient.Exact, null, false)]
    [TestCase(1, SecondOrderGradient.Exact, 0, false)]
    public void The_kernels_compute_what_they_can(int order, SecondOrderGradient kind, int? threads, bool usesKernels)
    {
        var events = new RecordedEvents();
        var strategy = new DartsStrategy(Small with { Epochs = 1, Order = order, SecondOrderGradient = kind, KernelThreads = threads });

        strategy.Search(SmallTask with { Progress = events, IsCancelled = () => true });

        Assert.That(events.All.OfType<PhaseStarted>().Single().KernelShare, usesKernels ? Is.GreaterThan(0.99) : Is.Zero);
    }

    [Test]
    public void A_negative_number_of_threads_is_refused() =>
        Assert.That(
            () => new DartsOptions { KernelThreads = -1 },
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo(nameof(DartsOptions.KernelThreads)));

    [Test]
    public void A_space_of_another_kind_is_refused()
    {
        var task = SmallTask with { Space = new DagCellSpace() };

        Assert.That(
            () => Create().Search(task),
            Throws.ArgumentException.With.Message.Contains(nameof(DartsCellSpace)).And.Message.Contains(nameof(DagCellSpace)));
    }

    [Test]
    public void Three_images_are_too_few()
    {
        using var few = BarImages.Create(count: 3);

        Assert.That(() => Create().Search(SmallTask with { Data = few }), Throws.ArgumentException.With.Message.Contains("at least 4"));
    }

    [Test]
    public void A_loss_that_is_not_finite_ends_the_search_with_the_last_architecture_in_hand()
    {
        using var data = new LabelledData(full([32, 1, 8, 8], float.NaN), zeros([32], dtype: ScalarType.Int64), classCount: 2);

        var failure = Assert.Throws<SearchFailedException>(() => Create().Search(SmallTask with { Data = data }))!;

        Assert.That(Space.Contains(failure.LastGenotype), Is.True);
        Assert.That(failure.History, Is.Empty);
        Assert.That(failure.Message, Does.Contain("validation loss"));
    }
}
