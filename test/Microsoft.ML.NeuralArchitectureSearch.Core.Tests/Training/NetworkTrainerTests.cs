using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training;

public sealed class NetworkTrainerTests
{
    private static readonly CellGenotype Cell = new(
    [
        [new Edge(0, OperationNames.SeparableConvolution3x3), new Edge(1, OperationNames.SkipConnect)],
        [new Edge(1, OperationNames.SeparableConvolution3x3), new Edge(2, OperationNames.MaxPooling3x3)],
    ]);

    private static readonly TrainingOptions Quick = new() { Epochs = 6, BatchSize = 16, Augmentation = ImageAugmentation.None };

    private LabelledData _data = null!;

    [OneTimeSetUp]
    public void MakeImages() => _data = BarImages.Create();

    [OneTimeTearDown]
    public void DisposeImages() => _data.Dispose();

    [Test]
    public void The_network_learns_the_images()
    {
        using var network = Build();

        var result = NetworkTrainer.Train(network, _data, Quick with { Epochs = 12 }, new TrainingContext());

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Completed));
        Assert.That(result.History.Select(epoch => epoch.Epoch), Is.EqualTo(Enumerable.Range(1, 12)));
        Assert.That(result.History[^1].TrainingLoss, Is.LessThan(result.History[0].TrainingLoss));
        Assert.That(result.History[^1].TrainingAccuracy, Is.GreaterThan(0.8));
        Assert.That(result.History[0].ValidationLoss, Is.Null);
    }

    [Test]
    public void The_same_seed_gives_the_same_weights_bit_for_bit()
    {
        var first = TrainedWeights(seed: 1);
        var second = TrainedWeights(seed: 1);
        var other = TrainedWeights(seed: 2);

        Assert.That(second, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
    }

    [Test]
    public void Images_held_out_are_measured_every_epoch()
    {
        using var network = Build();

        var result = NetworkTrainer.Train(network, _data, Quick with { ValidationFraction = 0.25 }, new TrainingContext());

        Assert.That(result.History.Select(epoch => epoch.ValidationLoss), Has.All.GreaterThan(0));
        Assert.That(result.History.Select(epoch => epoch.ValidationAccuracy), Has.All.InRange(0, 1));
    }

    [Test]
    public void Afterwards_the_network_is_ready_for_use()
    {
        using var network = Build();
        network.train();

        NetworkTrainer.Train(network, _data, Quick with { Epochs = 2, DropPathProbability = 0.3 }, new TrainingContext());

        Assert.That(network.training, Is.False);
        Assert.That(network.DropPathProbability, Is.Zero);
    }

    [Test]
    public void Drop_path_grows_from_none_to_its_full_probability()
    {
        using var network = Build();
        var seen = new List<double>();
        var watch = new RecordedEvents(_ => seen.Add(network.DropPathProbability));

        NetworkTrainer.Train(
            network,
            _data,
            Quick with { Epochs = 3, DropPathProbability = 0.2 },
            new TrainingContext { Progress = watch });

        var perEpoch = watch.All.Zip(seen).Where(pair => pair.First is EpochCompleted).Select(pair => pair.Second);
        Assert.That(perEpoch, Is.EqualTo(new[] { 0, 0.1, 0.2 }).Within(1e-12));
    }

    [Test]
    public void A_cancellation_ends_the_training_at_the_next_mini_batch()
    {
        using var network = Build();
        using var source = new CancellationTokenSource();
        var events = new RecordedEvents(happening =>
        {
            if (happening is StepCompleted { Epoch: 2, Step: 1 })
            {
                source.Cancel();
            }
        });

        var result = NetworkTrainer.Train(network, _data, Quick, new TrainingContext { Cancellation = source.Token, Progress = events });

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.Cancelled));
        Assert.That(result.History, Has.Length.EqualTo(1));
        Assert.That(events.All.OfType<StepCompleted>().Count(), Is.EqualTo(5));
        Assert.That(network.training, Is.False);
    }

    [Test]
    public void A_time_budget_ends_the_training()
    {
        using var network = Build();

        var result = NetworkTrainer.Train(
            network, _data, Quick with { TimeBudget = TimeSpan.FromSeconds(4) }, new TrainingContext { Clock = new TickingClock() });

        Assert.That(result.Outcome, Is.EqualTo(SearchOutcome.OutOfTime));
    }

    [Test]
    public void The_events_tell_of_every_step_and_epoch()
    {
        using var network = Build();
        var events = new RecordedEvents();

        var result = NetworkTrainer.Train(network, _data, Quick with { Epochs = 2 }, new TrainingContext { Progress = events });

        var started = (PhaseStarted)events.All[0];
        Assert.That(
            started,
            Is.EqualTo(new PhaseStarted(SearchPhase.Training, 2, 4, network.ParameterCount) { KernelShare = started.KernelShare }));
        Assert.That(started.KernelShare, Is.InRange(0.99, 0.9999), "torch computes the classifier");
        Assert.That(events.All.OfType<StepCompleted>().Count(), Is.EqualTo(8));
        Assert.That(events.All.OfType<EpochCompleted>().Select(epoch => epoch.Record), Is.EqualTo(result.History));
        Assert.That(events.All[^1], Is.EqualTo(new PhaseCompleted(SearchPhase.Training, result.Duration, SearchOutcome.Completed)));
    }

    [Test]
    public void A_last_step_after_which_the_network_computes_no_numbers_is_a_diverged_training()
    {
        using var network = Build();

        Assert.That(
            () => NetworkTrainer.Train(
                network, _data, Quick with
                {
                    Epochs = 1,
                    BatchSize = (int)_data
                    .Count,
                    LearningRate = 1e30,
                    GradientClipping = 1e30
                }, new TrainingContext()),
            Throws.TypeOf<DivergedException>().With.Message.Contains("After the last step"));
    }

    [Test]
    public void A_time_budget_without_a_single_step_is_no_trained_network()
    {
        using var network = Build();

        Assert.That(
            () => NetworkTrainer.Train(
                network,
                _data,
                Quick with { TimeBudget = TimeSpan.FromSeconds(1) },
                new TrainingContext { Clock = new TickingClock() }),
            Throws.TypeOf<TimeoutException>().With.Message.Contains("untrained"));
    }

    [Test]
    public void A_loss_that_is_not_finite_ends_the_training_with_advice()
    {
        using var network = Build();
        using var data = new LabelledData(full([32, 1, 8, 8], float.NaN), zeros([32], dtype: ScalarType.Int64), BarImages.ClassCount);

        Assert.That(
            () => NetworkTrainer.Train(network, data, Quick, new TrainingContext()),
            Throws.TypeOf<DivergedException>().With.Message.Contains("learning rate"));
    }

    private static GraphNetwork Build()
    {
        manual_seed(1);
        return GraphNetwork.OfCells(
            new Genotype(Cell, Cell), new CellNetworkOptions { Channels = 4, Cells = 3 }, new MapShape(1, 8, 8), BarImages.ClassCount);
    }

    private double[] TrainedWeights(int seed)
    {
        using var network = Build();
        var options = Quick with { Epochs = 2, DropPathProbability = 0.2, Augmentation = new ImageAugmentation { CropPadding = 1 } };
        NetworkTrainer.Train(network, _data, options, new TrainingContext { Seed = seed });
        using var scope = NewDisposeScope();
        return [.. network.parameters().SelectMany(weight => weight.detach().to(ScalarType.Float64).reshape(-1).data<double>().ToArray())];
    }
}
