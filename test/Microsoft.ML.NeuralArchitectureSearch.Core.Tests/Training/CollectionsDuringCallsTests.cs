using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training;

/// <summary>Work beside a thread that allocates, as a server does: whatever native code reads must survive the collections.</summary>
public sealed class CollectionsDuringCallsTests
{
    private static readonly TrainingOptions Plain = ToyImages.ShortTraining with { KernelThreads = 0 };

    private readonly MLContext _ml = new(seed: 1);

    private Action[] Work =>
    [
        () => FitImages(Plain),
        () => FitImages(
            ToyImages.ShortTraining with
            {
                Adam = new(),
                Augmentation = new() { CropPadding = 1, HorizontalFlip = true, CutoutLength = 2 },
            }),
        () => StepOptimizer(adam: null),
        () => StepOptimizer(new AdamOptions()),
        () => SearchImages(new DartsStrategy(new() { Order = 2, Epochs = 1, Channels = 2, Cells = 3, BatchSize = 12, KernelThreads = 0 })),
        () => SearchImages(new DartsStrategy(new() { Order = 1, Epochs = 1, Channels = 2, Cells = 3, BatchSize = 12 })),
        FitTexts,
        SearchTexts,
        FitLanguage,
    ];

    [Test]
    public void Trainings_searches_and_scores_survive_five_seconds_of_collections() => Check(TimeSpan.FromSeconds(5));

    [Test]
    [Category("Slow")]
    public void Trainings_searches_and_scores_survive_a_minute_of_collections() => Check(TimeSpan.FromMinutes(1));

    private void Check(TimeSpan time)
    {
        var failures = new ConcurrentBag<string>();
        using (new Collections())
        {
            for (var (clock, next) = (Stopwatch.StartNew(), 0); clock.Elapsed < time; next++)
            {
                try
                {
                    Work[next % Work.Length]();
                }
                catch (Exception exception) when (exception is not AssertionException)
                {
                    failures.Add(exception.ToString());
                }
            }
        }

        Assert.That(failures, Is.Empty);
    }

    private void FitImages(TrainingOptions training)
    {
        var data = ToyImages.Keyed(_ml, 48);
        using var model = _ml.MulticlassClassification.Trainers.CellNetwork(
            PublishedGenotypes.DartsV2, featureColumnName: "Pixels", network: ToyImages.SmallNetwork, training: training).Fit(data);
        Assert.That(model.Transform(data).GetColumn<float[]>("Score").ToArray(), Has.Length.EqualTo(48));
    }

    // Many small tensors: nearly all that happens is a call with a number.
    private static void StepOptimizer(AdamOptions? adam)
    {
        using var scope = NewDisposeScope();
        Parameter[] weights = [.. Enumerable.Range(0, 50).Select(_ => new Parameter(rand(4)))];
        using var optimizer = new WeightOptimizer(weights, new(Momentum: 0.9, WeightDecay: 1e-3, GradientClipping: 1) { Adam = adam });
        for (var step = 0; step < 400; step++)
        {
            using var inner = NewDisposeScope();
            optimizer.Step(stack(weights).mul(stack(weights)).sum(), learningRate: 0.01);
        }
    }

    private void SearchImages(ISearchStrategy strategy) =>
        _ml.MulticlassClassification.Trainers
            .NeuralArchitecture(new ImageSearchOptions { FeatureColumnName = "Pixels", Strategy = strategy })
            .Search(ToyImages.Keyed(_ml, 24));

    private void FitTexts()
    {
        var data = ToyTexts.Keyed(_ml, 64);
        using var model = _ml.MulticlassClassification.Trainers.TextNetwork(
            ToyTexts.Space, ToyTexts.Cells, new TextNetworkTrainerOptions { Training = ToyTexts.Training with { Epochs = 2 } }).Fit(data);
        Assert.That(model.Transform(data).GetColumn<float[]>("Score").ToArray(), Has.Length.EqualTo(64));
    }

    // Candidates that fail do not end a search.
    private void SearchTexts()
    {
        var strategy = SearchStrategies.Nao(new NaoOptions { InitialArchitectures = 3 }, new() { Epochs = 1 }) with { Evaluations = 4 };
        var found = _ml.MulticlassClassification.Trainers
            .NeuralArchitecture(new TextSearchOptions { Space = ToyTexts.Space, Strategy = strategy })
            .Search(ToyTexts.Keyed(_ml, 64));
        Assert.That(found.Candidates.Select(candidate => candidate.Result.Failure), Is.All.Null);
    }

    private void FitLanguage()
    {
        var data = _ml.Data.LoadFromEnumerable(ToyLanguage.Rows(60));
        using var model = _ml.Transforms.Text.RecurrentLanguageModel(PublishedRecurrentGenotypes.DartsV2, new()
        {
            Network = new() { HiddenSize = 16 },
            Training = new() { Epochs = 1, BatchSize = 4, SequenceLength = 10, KernelThreads = 0 },
        }).Fit(data);
        Assert.That(model.Transform(data).GetColumn<float>("Perplexity"), Is.All.Positive);
    }

    /// <summary>A thread that allocates and collects until it is disposed.</summary>
    private sealed class Collections : IDisposable
    {
        private readonly Thread _thread;
        private volatile bool _ends;

        public Collections()
        {
            _thread = new Thread(Allocate);
            _thread.Start();
        }

        public void Dispose()
        {
            _ends = true;
            _thread.Join();
        }

        private void Allocate()
        {
            for (var round = 0; !_ends; round++)
            {
                var garbage = new byte[1000];
                if (round % 100 == 0)
                {
                    GC.Collect(0, GCCollectionMode.Forced, blocking: true);
                    Thread.Yield();
                }

                GC.KeepAlive(garbage);
            }
        }
    }
}
