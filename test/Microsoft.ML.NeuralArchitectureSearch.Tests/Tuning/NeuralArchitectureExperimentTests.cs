using System.Collections.Immutable;
using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Tuning;
using NUnit.Framework;
using static Microsoft.ML.DataOperationsCatalog;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tuning;

public sealed class NeuralArchitectureExperimentTests
{
    private static readonly DagCellSpace Space = new() { Nodes = 3 };
    private static readonly TrainedEvaluatorOptions Short = new() { Epochs = 1, Channels = 4, Cells = 1, BatchSize = 16 };

    private readonly MLContext _ml = new(seed: 1);
    private readonly TrialRecorder _monitor = new();

    private TrainTestData Split => _ml.Data.TrainTestSplit(ToyImages.Keyed(_ml, 80), testFraction: 0.3, seed: 1);

    [SetUp]
    public void Forget() => _monitor.Forget();

    [Test]
    public async Task A_sweep_finds_an_architecture_whose_model_predicts_is_saved_and_loaded()
    {
        using var folder = new TemporaryFolder();
        var split = Split;

        var best = await Experiment(3).RunAsync();

        Assert.That(Space.Contains(best.Architecture()), Is.True);
        Assert.That(best.Metric, Is.InRange(0, 1).And.EqualTo(-best.Loss));
        _ml.Model.Save(best.Model, split.TestSet.Schema, folder.File("model.zip"));
        var loaded = new MLContext().Model.Load(folder.File("model.zip"), out _);
        Assert.That(_ml.MulticlassClassification.Evaluate(loaded.Transform(split.TestSet)).MicroAccuracy, Is.EqualTo(best.Metric));
        Assert.That(((CellNetworkTransformer)loaded).Architecture.ToJson(), Is.EqualTo(best.Architecture().ToJson()));
    }

    [Test]
    public async Task The_best_of_all_trials_is_the_result_and_all_are_known()
    {
        var best = await Experiment(4).RunAsync();

        var sweep = ((ArchitectureTrialResult)best).Sweep;
        Assert.That(sweep.Candidates, Has.Length.EqualTo(4));
        Assert.That(sweep.Candidates.Max(candidate => candidate.Result.Score), Is.EqualTo(best.Metric));
        Assert.That(sweep.Candidates.Select(candidate => candidate.Candidate.Architecture), Is.Unique);
        Assert.That(sweep.Candidates.Select(candidate => candidate.Result.Costs[CostNames.Parameters]), Is.All.Positive);
    }

    [Test]
    public async Task Monitors_see_architectures_as_readable_text()
    {
        await Experiment(2).RunAsync();

        Assert.That(
            _monitor.Texts,
            Has.Count.EqualTo(2).And.All.Matches<string>(text =>
                text!.StartsWith('|') && text.Contains("~0|+|", StringComparison.Ordinal)));
        Assert.That(_monitor.Completed, Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public async Task The_same_seed_gives_the_same_sweep()
    {
        var first = await Experiment(3).RunAsync();
        var second = await Experiment(3).RunAsync();

        Assert.That(second.Architecture(), Is.EqualTo(first.Architecture()));
        Assert.That(second.Metric, Is.EqualTo(first.Metric));
    }

    [Test]
    public async Task A_candidate_that_cannot_be_trained_is_a_failed_trial_also_when_it_is_the_first()
    {
        var best = await Experiment(4, space: new FirstNetworkTooLarge()).RunAsync();

        Assert.That(_monitor.Failed.Select(failure => failure.Trial), Is.EqualTo(new[] { 0 }));
        Assert.That(
            _monitor.Failed[0].Exception,
            Is.InstanceOf<CandidateFailedException>().With.InnerException.InstanceOf<InsufficientMemoryException>());
        Assert.That(_monitor.Completed, Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(((ArchitectureTrialResult)best).Sweep.Candidates[0].Result.Failure, Does.Contain("Too large."));
    }

    [Test]
    public void A_column_that_is_not_there_ends_the_experiment_with_its_name()
    {
        var experiment = _ml.Auto().CreateExperiment()
            .SetDataset(Split)
            .SetMulticlassClassificationMetric(MulticlassClassificationMetric.MicroAccuracy, "Label")
            .SetNeuralArchitectureSweep(Space, new RandomProposer(), Short, featureColumnName: "Nowhere")
            .SetMaxModelToExplore(3);

        Assert.That(async () => await experiment.RunAsync(), Throws.ArgumentException.With.Message.Contains("Nowhere"));
    }

    [Test]
    public async Task A_cancelled_experiment_ends_a_training_that_is_under_way_and_returns_the_best_so_far()
    {
        using var source = new CancellationTokenSource();
        _monitor.Running = trial =>
        {
            if (trial == 1)
            {
                source.CancelAfter(TimeSpan.FromMilliseconds(300));
            }
        };

        var best = await Experiment(100, new LongAfterFirst()).RunAsync(source.Token);

        Assert.That(best.TrialSettings.TrialId, Is.Zero);
        Assert.That(_monitor.Completed, Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public async Task An_experiment_whose_time_is_up_ends_a_training_that_is_under_way_and_returns_the_best_so_far()
    {
        var best = await Experiment(100, new LongAfterFirst()).SetTrainingTimeInSeconds(10).RunAsync();

        Assert.That(best.TrialSettings.TrialId, Is.Zero);
        Assert.That(_monitor.Completed, Is.EqualTo(new[] { 0 }));
        Assert.That(_monitor.Texts, Has.Count.EqualTo(2), "The second training was under way.");
    }

    [Test]
    public async Task A_sweep_is_a_few_lines()
    {
        var ml = _ml;
        var images = ml.Transforms.CopyColumns("Features", "Pixels");
        var keyed = ToyImages.Keyed(ml, 40);
        var split = ml.Data.TrainTestSplit(images.Fit(keyed).Transform(keyed), testFraction: 0.3, seed: 1);
        using var source = new CancellationTokenSource();
        var cancellationToken = source.Token;
        _monitor.Running = trial =>
        {
            if (trial == 2)
            {
                source.Cancel(); // forty candidates of the default size take their time
            }
        };

        var experiment = ml.Auto().CreateExperiment()
            .SetDataset(split)
            .SetMulticlassClassificationMetric(MulticlassClassificationMetric.MicroAccuracy, "Label")
            .SetNeuralArchitectureSweep(new DartsCellSpace(), new NaoProposer(new NaoOptions()), new TrainedEvaluatorOptions { Epochs = 2 })
            .SetMaxModelToExplore(40);
        experiment.SetMonitor(_monitor);
        TrialResult best = await experiment.RunAsync(cancellationToken);

        Assert.That(new DartsCellSpace().Contains(best.Architecture()), Is.True);
        Assert.That(((ArchitectureTrialResult)best).Evaluated.Result.Costs[CostNames.Epochs], Is.EqualTo(2));
        Assert.That(_monitor.Completed, Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public async Task Folds_are_averaged()
    {
        var best = await _ml.Auto().CreateExperiment()
            .SetDataset(ToyImages.Keyed(_ml, 60), fold: 2)
            .SetMulticlassClassificationMetric(MulticlassClassificationMetric.MicroAccuracy, "Label")
            .SetNeuralArchitectureSweep(Space, new RandomProposer(), Short, featureColumnName: "Pixels")
            .SetMaxModelToExplore(1)
            .RunAsync();

        Assert.That(best.Metric, Is.InRange(0, 1));
        Assert.That(best.Model, Is.InstanceOf<CellNetworkTransformer>());
    }

    [Test]
    public async Task The_best_are_trained_again_and_ranked()
    {
        var split = Split;
        var best = await Experiment(4).RunAsync();

        var ranking = best.RetrainBest(_ml, split, count: 3, Short with { Epochs = 2 });

        Assert.That(ranking.Candidates, Has.Length.EqualTo(3));
        Assert.That(ranking.Candidates.Select(candidate => candidate.Retrained.Score), Is.Ordered.Descending);
        Assert.That(ranking.KendallTau, Is.Null.Or.InRange(-1, 1));
    }

    [Test]
    public async Task An_architecture_stands_beside_AutoMLs_own_estimators_in_one_pipeline()
    {
        var train = _ml.Data.LoadFromEnumerable(ToyImages.Rows(60));
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(
            _ml.Auto().SweepableArchitecture(
                Space, featureColumnName: "Pixels", network: new() { Channels = 4, Cells = 1 }, training: ToyImages.ShortTraining),
            _ml.Auto().SweepableArchitecture(
                new DartsCellSpace
                {
                    Nodes = 2
                }, featureColumnName: "Pixels", network: ToyImages.SmallNetwork, training: ToyImages.ShortTraining));

        var best = await _ml.Auto().CreateExperiment()
            .SetPipeline(pipeline)
            .SetDataset(_ml.Data.TrainTestSplit(train, testFraction: 0.3, seed: 1))
            .SetMulticlassClassificationMetric(MulticlassClassificationMetric.MicroAccuracy, "Label")
            .SetRandomSearchTuner(seed: 2)
            .SetMaxModelToExplore(2)
            .RunAsync();

        Assert.That(Space.Contains(best.Architecture()) || new DartsCellSpace { Nodes = 2 }.Contains(best.Architecture()), Is.True);
    }

    [Test]
    public void Options_that_need_one_evaluator_for_all_candidates_are_refused()
    {
        var experiment = _ml.Auto().CreateExperiment();

        Assert.That(
            () => experiment.SetNeuralArchitectureSweep(Space, new RandomProposer(), Short with { ParentsKept = 3 }),
            Throws.ArgumentException.With.Message.Contains("ParentsKept"));
        Assert.That(() => experiment.SetNeuralArchitectureSweep(null!, new RandomProposer(), Short), Throws.ArgumentNullException);
        Assert.That(() => experiment.SetNeuralArchitectureSweep(Space, null!, Short), Throws.ArgumentNullException);
        Assert.That(() => experiment.SetNeuralArchitectureSweep(Space, new RandomProposer(), null!), Throws.ArgumentNullException);
    }

    [Test]
    public void A_trial_of_another_kind_names_no_architecture() =>
        Assert.That(() => new TrialResult().Architecture(), Throws.ArgumentException);

    private AutoMLExperiment Experiment(int trials, IProposer? proposer = null, ISearchSpace? space = null) =>
        _ml.Auto().CreateExperiment()
            .SetDataset(Split)
            .SetMulticlassClassificationMetric(MulticlassClassificationMetric.MicroAccuracy, "Label")
            .SetNeuralArchitectureSweep(space ?? Space, proposer ?? new RandomProposer(), Short, featureColumnName: "Pixels")
            .SetMonitor(_monitor)
            .SetMaxModelToExplore(trials);

    /// <summary>A space whose first network does not fit into memory.</summary>
    private sealed class FirstNetworkTooLarge : INetworkSpace
    {
        private bool _failed;

        public Architecture Sample(Random random) => Space.Sample(random);

        public bool Contains(Architecture architecture) => Space.Contains(architecture);

        public Architecture FromJson(string json) => Space.FromJson(json);

        public NetworkGraph Describe(Architecture architecture, NetworkSize size)
        {
            var isFirst = !_failed;
            _failed = true;
            return isFirst ? throw new InsufficientMemoryException("Too large.") : Space.Describe(architecture, size);
        }
    }

    /// <summary>Random search whose second candidate would train for days.</summary>
    private sealed class LongAfterFirst : IProposer
    {
        public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) =>
            new Run(new RandomProposer().Start(space, seed, progress));

        private sealed class Run(IProposerRun random) : IProposerRun
        {
            private int _count;

            public ImmutableArray<Candidate> Propose(int count = 1) =>
                [.. random.Propose(count).Select(candidate => candidate with { Epochs = _count++ == 0 ? 1 : 1_000_000 })];

            public void Observe(EvaluatedCandidate evaluated) => random.Observe(evaluated);

            public void Dispose() => random.Dispose();
        }
    }
}
