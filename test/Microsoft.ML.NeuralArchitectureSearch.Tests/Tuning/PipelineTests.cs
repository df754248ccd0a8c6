using System.Collections.Concurrent;
using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Tuning;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tuning;

/// <summary>Architectures in AutoML's own pipelines, trained by AutoML's own runner.</summary>
public sealed class PipelineTests
{
    private static readonly DagCellSpace Space = new() { Nodes = 3 };
    private static readonly TrainingOptions Endless = ToyImages.ShortTraining with { Epochs = 1_000_000 };

    private readonly MLContext _ml = new(seed: 1);
    private readonly TrialRecorder _monitor = new();

    [SetUp]
    public void Forget() => _monitor.Forget();

    [Test]
    public async Task A_first_network_that_cannot_be_trained_is_a_failed_trial()
    {
        var space = new FailingSpace();
        var experiment = Experiment(
            3,
            _ml.Auto().SweepableArchitecture(space, featureColumnName: "Pixels", network: Small, training: ToyImages.ShortTraining));
        space.FailsNext = true;

        var best = await experiment.RunAsync();

        Assert.That(_monitor.Failed.Select(failure => failure.Trial), Is.EqualTo(new[] { 0 }));
        Assert.That(
            _monitor.Failed[0].Exception,
            Is.InstanceOf<CandidateFailedException>().With.InnerException.InstanceOf<InsufficientMemoryException>());
        Assert.That(_monitor.Completed, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(Space.Contains(best.Architecture()), Is.True);
    }

    [Test]
    public async Task A_first_network_that_diverges_is_a_failed_trial()
    {
        var exploding = ToyImages.ShortTraining with { LearningRate = 1e30 };
        var experiment = Experiment(2, Sweepable(exploding));

        await Assert.ThrowsAsync<TimeoutException>(() => experiment.RunAsync());

        Assert.That(_monitor.Failed.Select(failure => failure.Trial), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(_monitor.Failed[0].Exception, Is.InstanceOf<CandidateFailedException>());
    }

    [Test]
    public void A_column_that_is_not_there_ends_the_experiment_with_its_name()
    {
        var experiment = Experiment(3, _ml.Auto().SweepableArchitecture(Space, featureColumnName: "Nowhere"));

        Assert.That(async () => await experiment.RunAsync(), Throws.ArgumentException.With.Message.Contains("Nowhere"));
    }

    [Test]
    public async Task A_cancellation_ends_a_training_that_is_under_way()
    {
        using var source = new CancellationTokenSource();
        _monitor.Running = _ => source.CancelAfter(TimeSpan.FromMilliseconds(500));
        var experiment = Experiment(3, Sweepable(Endless));

        await Assert.ThrowsAsync<TimeoutException>(() => experiment.RunAsync(source.Token));

        Assert.That(_monitor.Completed, Is.Empty);
    }

    [Test]
    public async Task A_cancellation_that_AutoML_loses_between_two_trials_reaches_the_training_by_the_token()
    {
        using var source = new CancellationTokenSource();
        _monitor.Running = _ => source.Cancel();
        var experiment = Experiment(3, Sweepable(Endless, source.Token));

        await Assert.ThrowsAsync<TimeoutException>(() => experiment.RunAsync(source.Token));

        Assert.That(_monitor.Completed, Is.Empty);
    }

    [Test]
    public async Task The_log_names_kinds_and_architectures()
    {
        var ml = new MLContext(seed: 1);
        var lines = new ConcurrentQueue<string>();
        ml.Log += (_, line) => lines.Enqueue(line.RawMessage);
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label").Append(Sweepable(ToyImages.ShortTraining));
        var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(ToyImages.Rows(60)), testFraction: 0.3, seed: 1);

        var best = await ml.Auto().CreateExperiment().SetPipeline(pipeline).SetDataset(split)
            .SetMulticlassClassificationMetric(MulticlassClassificationMetric.MicroAccuracy, "Label").SetMaxModelToExplore(1).RunAsync();

        Assert.That(lines, Has.Some.Contains("=>ImageClassificationMulti"));
        Assert.That(lines, Has.Some.Contains($"Architecture: {best.Architecture()}"));
    }

    private static CellNetworkOptions Small { get; } = new() { Channels = 4, Cells = 1 };

    private SweepableEstimator Sweepable(TrainingOptions training, CancellationToken cancellation = default) =>
        _ml.Auto()
            .SweepableArchitecture(Space, featureColumnName: "Pixels", network: Small, training: training, cancellationToken: cancellation);

    private AutoMLExperiment Experiment(int trials, SweepableEstimator sweepable) =>
        _ml.Auto().CreateExperiment()
            .SetPipeline(_ml.Transforms.Conversion.MapValueToKey("Label").Append(sweepable))
            .SetDataset(_ml.Data.TrainTestSplit(_ml.Data.LoadFromEnumerable(ToyImages.Rows(60)), testFraction: 0.3, seed: 1))
            .SetMulticlassClassificationMetric(MulticlassClassificationMetric.MicroAccuracy, "Label")
            .SetMonitor(_monitor)
            .SetMaxModelToExplore(trials);
}
