using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Darts;

public sealed class RecurrentDartsStrategyTests : DifferentiableStrategyContract
{
    private static readonly RecurrentDartsOptions Small = new()
    {
        Epochs = 2,
        BatchSize = 8,
        SequenceLength = 35,
        VariesSequenceLength = false,
        ValidationFraction = 0.3,
        Model = new() { HiddenSize = 8 },
    };

    protected override ISearchSpace Space { get; } = new RecurrentCellSpace { Nodes = 2 };

    protected override ISearchStrategy Create() => new RecurrentDartsStrategy(Small);

    protected override TrainingData CreateData() => MarkovText.Create();

    [TestCase(SecondOrderGradient.FiniteDifference)]
    [TestCase(SecondOrderGradient.Exact)]
    public void The_second_order_search_finds_a_member_of_the_space(SecondOrderGradient kind)
    {
        var result = new RecurrentDartsStrategy(Small with { Epochs = 1, Order = 2, SecondOrderGradient = kind }).Search(SmallTask);

        Assert.That(Space.Contains(result.Architecture), Is.True);
        Assert.That(result.History[0].ValidationLoss, Is.GreaterThan(0));
    }

    [Test]
    public void The_weights_learn_while_the_architecture_is_searched()
    {
        var options = Small with { Epochs = 12, BatchSize = 16, SequenceLength = 6, LearningRate = 5, Model = new() { HiddenSize = 24 } };

        var result = new RecurrentDartsStrategy(options).Search(SmallTask);

        Assert.That(result.History[^1].TrainingLoss, Is.LessThan(0.8 * result.History[0].TrainingLoss));
        Assert.That(result.History[^1].ValidationLoss, Is.LessThan(0.8 * result.History[0].ValidationLoss!.Value));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void The_kernels_and_TorchSharp_find_the_same_architecture(int order)
    {
        var options = Small with { Order = order, LearningRate = 2 };

        var kernels = new RecurrentDartsStrategy(options with { KernelThreads = 2 }).Search(SmallTask);
        var torchSharp = new RecurrentDartsStrategy(options with { KernelThreads = 0 }).Search(SmallTask);

        Assert.That(kernels.Architecture, Is.EqualTo(torchSharp.Architecture));
        Assert.That(kernels.History[^1].TrainingLoss, Is.EqualTo(torchSharp.History[^1].TrainingLoss).Within(0.1).Percent);
    }

    [TestCase(1, SecondOrderGradient.Exact, null, true)]
    [TestCase(2, SecondOrderGradient.FiniteDifference, null, true)]
    [TestCase(2, SecondOrderGradient.Exact, null, false)]
    [TestCase(1, SecondOrderGradient.Exact, 0, false)]
    public void The_kernels_compute_what_they_can(int order, SecondOrderGradient kind, int? threads, bool usesKernels)
    {
        var events = new RecordedEvents();
        var strategy = new RecurrentDartsStrategy(Small with { Order = order, SecondOrderGradient = kind, KernelThreads = threads });

        strategy.Search(SmallTask with { Progress = events, IsCancelled = () => true });

        Assert.That(events.All.OfType<PhaseStarted>().Single().KernelShare, Is.EqualTo(usesKernels ? 1 : 0));
    }

    [Test]
    public void Segments_of_varying_length_are_told_of_as_many_as_there_are()
    {
        var events = new RecordedEvents();

        new RecurrentDartsStrategy(Small with { VariesSequenceLength = true, SequenceLength = 10 }).Search(
            SmallTask with { Progress = events });

        foreach (var epoch in events.All.OfType<StepCompleted>().GroupBy(step => step.Epoch))
        {
            Assert.That(epoch.Select(step => step.Step), Is.EqualTo(Enumerable.Range(1, epoch.First().StepsPerEpoch)));
        }
    }

    [Test]
    public void No_tensor_is_left_over_from_epoch_to_epoch_nor_in_the_callers_scope()
    {
        var alive = new List<long>();
        var watch = new RecordedEvents(happening =>
        {
            if (happening is EpochCompleted)
            {
                alive.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            }
        });
        using var scope = NewDisposeScope();

        new RecurrentDartsStrategy(Small with { Epochs = 6, Order = 2 }).Search(SmallTask with { Progress = watch });

        // A few come and go with the collector; what is left over every epoch never goes below the second one's again.
        Assert.That(alive[^3..].Min(), Is.LessThanOrEqualTo(alive[1]));
        Assert.That(scope.DisposablesCount, Is.Zero);
    }

    [Test]
    public void What_it_cannot_search_is_refused_with_the_reason()
    {
        using var images = BarImages.Create();
        using var few = MarkovText.Create(20);

        Assert.That(
            () => Create().Search(SmallTask with { Space = new DartsCellSpace() }),
            Throws.ArgumentException.With.Message.Contains(nameof(RecurrentCellSpace)).And.Message.Contains(nameof(DartsCellSpace)));
        Assert.That(
            () => Create().Search(SmallTask with { Data = images }),
            Throws.ArgumentException.With.Message.Contains(nameof(TokenSequence)).And.Message.Contains(nameof(LabelledData)));
        Assert.That(
            () => Create().Search(SmallTask with { Data = few }),
            Throws.ArgumentException.With.Message.Contains("the task has 20"));
        Assert.That(
            () => new RecurrentDartsOptions { Order = 3 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("Order"));
    }

    [Test]
    public void Sizes_that_are_not_set_scale_with_the_text()
    {
        var paper = new RecurrentDartsOptions().ScaledTo(929_589);
        var small = new RecurrentDartsOptions().ScaledTo(5_000);

        Assert.That((paper.Epochs, paper.BatchSize), Is.EqualTo((50, 256)));
        Assert.That(
            paper.Model,
            Is.EqualTo(new LanguageModelOptions
            {
                HiddenSize = 300,
                EmbeddingDropout = 0,
                InputDropout = 0.2,
                CellInputDropout = 0.75,
                HiddenDropout = 0.25,
                OutputDropout = 0.75,
            }));
        Assert.That((small.Epochs, small.BatchSize, small.Model.HiddenSize), Is.EqualTo((19, 4, 32)));
    }
}
