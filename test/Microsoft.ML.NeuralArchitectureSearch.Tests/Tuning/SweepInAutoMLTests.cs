using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tuning;

/// <summary>A sweep and what AutoML's experiments ask of it: stops, checkpoints, sub-sampling and seeds.</summary>
public sealed class SweepInAutoMLTests
{
    private static readonly DagCellSpace Space = new() { Nodes = 3 };
    private static readonly TrainedEvaluatorOptions Short = new() { Epochs = 1, Channels = 4, Cells = 1, BatchSize = 16 };
    private static readonly TrainedEvaluatorOptions Endless = Short with { Epochs = 1_000_000 };

    private readonly TrialRecorder _monitor = new();

    [SetUp]
    public void Forget() => _monitor.Forget();

    [Test]
    public async Task A_cancellation_while_a_trial_is_reported_stops_its_training()
    {
        using var source = new CancellationTokenSource();
        _monitor.Running = _ => source.Cancel();

        await Assert.ThrowsAsync<TimeoutException>(() => Experiment(new MLContext(seed: 1), 100, Endless).RunAsync(source.Token));

        Assert.That((_monitor.Texts.Count, _monitor.Completed.Count, _monitor.Failed.Count), Is.EqualTo((1, 0, 0)));
    }

    [Test]
    public async Task A_cancellation_while_the_proposer_thinks_stops_the_next_training()
    {
        using var source = new CancellationTokenSource();
        var proposer = new Thinking(source.Cancel);

        await Assert.ThrowsAsync<TimeoutException>(() => Experiment(new MLContext(seed: 1), 100, Endless, proposer).RunAsync(source.Token));

        Assert.That((_monitor.Texts.Count, _monitor.Completed.Count, _monitor.Failed.Count), Is.EqualTo((1, 0, 0)));
    }

    [Test]
    public async Task A_time_limit_that_passes_while_the_proposer_thinks_stops_the_next_training()
    {
        var proposer = new Thinking(() =>
        {
            var begin = Stopwatch.StartNew();
            SpinWait.SpinUntil(() => begin.Elapsed > TimeSpan.FromSeconds(1.5));
        });

        await Assert.ThrowsAsync<TimeoutException>(
            () => Experiment(new MLContext(seed: 1), 100, Endless, proposer).SetTrainingTimeInSeconds(1).RunAsync());

        Assert.That((_monitor.Texts.Count, _monitor.Completed.Count, _monitor.Failed.Count), Is.EqualTo((1, 0, 0)));
    }

    [Test]
    public async Task A_cancellation_stops_a_proposer_that_computes_and_keeps_the_best_trial()
    {
        using var source = new CancellationTokenSource();
        var proposer = new ThinkingProposer(2, step => CancelAt(5, step, source));

        var best = await Experiment(new MLContext(seed: 1), 100, Short, proposer).RunAsync(source.Token);

        Assert.That(proposer.Steps, Is.EqualTo(5));
        Assert.That(_monitor.Completed, Is.EqualTo(new[] { 0, 1 }));
        Assert.That(best.TrialSettings.TrialId, Is.AnyOf(0, 1));
    }

    [Test]
    public async Task A_cancellation_stops_a_proposer_that_computes_before_its_first_candidate()
    {
        using var source = new CancellationTokenSource();
        var proposer = new ThinkingProposer(0, step => CancelAt(5, step, source));

        await Assert.ThrowsAsync<TimeoutException>(() => Experiment(new MLContext(seed: 1), 100, Endless, proposer).RunAsync(source.Token));

        Assert.That((proposer.Steps, _monitor.Completed.Count, _monitor.Failed.Count), Is.EqualTo((5, 0, 0)));
    }

    [Test]
    public async Task A_time_limit_stops_a_proposer_that_computes()
    {
        var best = await Experiment(new MLContext(seed: 1), 100, Short, new ThinkingProposer(1)).SetTrainingTimeInSeconds(2).RunAsync();

        Assert.That(_monitor.Completed, Is.EqualTo(new[] { 0 }));
        Assert.That(best.TrialSettings.TrialId, Is.Zero);
        Assert.That(_monitor.Failed, Is.Empty);
    }

    [Test]
    public async Task A_cancellation_stops_the_measurement_of_a_trial_at_the_next_row()
    {
        using var source = new CancellationTokenSource();
        var ml = new MLContext(seed: 1);
        var validation = new CountedRows(7, source.Cancel);
        var experiment = ml.Auto().CreateExperiment().SetDataset(ToyImages.Keyed(ml, 60), validation.Images(ml));

        await Assert.ThrowsAsync<TimeoutException>(() => Sweep(experiment, 100, Short).RunAsync(source.Token));

        Assert.That((validation.Read, _monitor.Completed.Count, _monitor.Failed.Count), Is.EqualTo((7, 0, 0)));
    }

    [TestCase(false, TestName = "A_random_sweep_goes_on_behind_its_checkpoint")]
    [TestCase(true, TestName = "An_evolution_goes_on_behind_its_checkpoint")]
    public async Task A_sweep_goes_on_behind_its_checkpoint(bool learns)
    {
        IProposer Proposer() =>
            learns ? new RegularizedEvolutionProposer(new() { PopulationSize = 3, TournamentSize = 2 }) : new RandomProposer();
        using var folder = new TemporaryFolder();
        var whole = await TextsOf(Experiment(new MLContext(seed: 3), 8, Short, Proposer()));

        var first = await TextsOf(Experiment(new MLContext(seed: 3), 4, Short, Proposer()).SetCheckpoint(folder.File("checkpoint")));
        var second = await TextsOf(Experiment(new MLContext(seed: 3), 4, Short, Proposer()).SetCheckpoint(folder.File("checkpoint")));

        Assert.That(first.Concat(second), Is.EqualTo(whole));
        Assert.That(_monitor.Completed, Is.EqualTo(new[] { 4, 5, 6, 7 }));
    }

    [Test]
    public async Task Sub_sampled_data_are_sub_sampled_for_every_candidate()
    {
        var ml = new MLContext(seed: 1);
        var lines = new ConcurrentQueue<string>();
        ml.Log += (_, line) => lines.Enqueue(line.RawMessage);
        var keyed = ToyImages.Keyed(ml, 200);

        await Sweep(ml.Auto().CreateExperiment().SetDataset(keyed, keyed, subSamplingTrainDataset: true), 2, Short).RunAsync();

        Assert.That(lines.Count(line => line.Contains("Read 20 images", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(_monitor.Completed, Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public async Task A_sweep_without_a_seed_draws_one()
    {
        var first = await FirstOf(new MLContext());
        var second = await FirstOf(new MLContext());

        Assert.That(second, Is.Not.EqualTo(first));
    }

    [Test]
    public async Task A_sweep_with_the_context_s_seed_repeats()
    {
        var first = await FirstOf(new MLContext(seed: 5));
        var second = await FirstOf(new MLContext(seed: 5));

        Assert.That(second, Is.EqualTo(first));
    }

    private static void CancelAt(int last, int step, CancellationTokenSource source)
    {
        if (step == last)
        {
            source.Cancel();
        }
    }

    private static async Task<string> FirstOf(MLContext ml)
    {
        var trial = await ml.Auto().CreateExperiment()
            .SetNeuralArchitectureSweep(new DartsCellSpace(), new RandomProposer(), Short)
            .SetTrialRunner(new Frameworks.AutoML.ScriptedRunner((_, _) => 0)).SetMaxModelToExplore(1).RunAsync();
        return trial.TrialSettings.Parameter["NeuralArchitecture"]["Architecture"].AsType<string>();
    }

    private async Task<string[]> TextsOf(AutoMLExperiment experiment)
    {
        _monitor.Forget();
        await experiment.RunAsync();
        return [.. _monitor.Texts];
    }

    private AutoMLExperiment Experiment(MLContext ml, int trials, TrainedEvaluatorOptions options, IProposer? proposer = null) =>
        Sweep(
            ml.Auto().CreateExperiment().SetDataset(ml.Data.TrainTestSplit(ToyImages.Keyed(ml, 60), testFraction: 0.3, seed: 1)),
            trials,
            options,
            proposer);

    private AutoMLExperiment Sweep(AutoMLExperiment experiment, int trials, TrainedEvaluatorOptions options, IProposer? proposer = null) =>
        experiment.SetMulticlassClassificationMetric(MulticlassClassificationMetric.MicroAccuracy, "Label")
            .SetNeuralArchitectureSweep(Space, proposer ?? new RandomProposer(), options, featureColumnName: "Pixels")
            .SetMonitor(_monitor)
            .SetMaxModelToExplore(trials);

    /// <summary>Random search that takes its time.</summary>
    private sealed class Thinking(Action think) : IProposer
    {
        public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) =>
            new Run(new RandomProposer().Start(space, seed, progress), think);

        private sealed class Run(IProposerRun random, Action think) : IProposerRun
        {
            public ImmutableArray<Candidate> Propose(int count = 1)
            {
                think();
                return random.Propose(count);
            }

            public void Observe(EvaluatedCandidate evaluated) => random.Observe(evaluated);

            public void Dispose() => random.Dispose();
        }
    }
}
