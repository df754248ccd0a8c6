using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>The main job end to end, written as a user writes it.</summary>
public sealed class FrontDoorTests
{
    private static readonly ImageSearchOptions Tiny = new()
    {
        FeatureColumnName = "Pixels",
        Strategy = new DartsStrategy(new DartsOptions { Order = 1, Epochs = 1, Channels = 2, Cells = 3, BatchSize = 12 }),
        FinalNetwork = new CellNetworkOptions { Channels = 4, Cells = 3 },
        Training = new TrainingOptions { Epochs = 12, BatchSize = 8, LearningRate = 0.1, DropPathProbability = 0 },
    };

    [Test]
    public void A_pipeline_searches_trains_saves_and_predicts()
    {
        var ml = new MLContext(seed: 1);
        var train = ml.Data.LoadFromEnumerable(ToyImages.Rows(48));
        var events = new Recorder();
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.NeuralArchitecture(Tiny with { Progress = events }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        using var folder = new TemporaryFolder();
#pragma warning disable CA1859 // As a user writes it.
        ITransformer model = pipeline.Fit(train);
#pragma warning restore CA1859
        ml.Model.Save(model, train.Schema, folder.File("model.zip"));
        var loaded = new MLContext().Model.Load(folder.File("model.zip"), out _);

        var expected = Predict(ml, model);
        var metrics = ml.MulticlassClassification.Evaluate(model.Transform(ml.Data.LoadFromEnumerable(ToyImages.Rows(30, seed: 8))));
        Assert.That(Predict(ml, loaded), Is.EqualTo(expected));
        Assert.That(metrics.MicroAccuracy, Is.GreaterThan(0.9));
        Assert.That(expected.Select(row => row.Label).Distinct(), Is.SubsetOf(ToyImages.ClassNames));
        Assert.That(
            events.All.OfType<PhaseCompleted>().Select(done => done.Phase),
            Is.EqualTo(new[] { SearchPhase.Search, SearchPhase.Training }));
    }

    [Test]
    public void Looking_before_training_finds_and_trains_what_fitting_does()
    {
        var ml = new MLContext(seed: 3);
        var train = ToyImages.Keyed(ml, 24);
        var options = Tiny with { Training = ToyImages.ShortTraining };

        var found = ml.MulticlassClassification.Trainers.NeuralArchitecture(options).Search(train);
        using var byHand = ml.MulticlassClassification.Trainers
            .CellNetwork(
                found.Genotype,
                labelColumnName: "Label",
                featureColumnName: "Pixels",
                network: Tiny.FinalNetwork,
                training: options.Training)
            .Fit(train);
        using var atOnce = ml.MulticlassClassification.Trainers.NeuralArchitecture(options).Fit(train);

        Assert.That(atOnce.Genotype, Is.EqualTo(found.Genotype));
        Assert.That(atOnce.SearchResult!.Genotype, Is.EqualTo(found.Genotype));
        Assert.That(byHand.SearchResult, Is.Null);
        Assert.That(Scores(ml, byHand, train), Is.EqualTo(Scores(ml, atOnce, train)));
    }

    [Test]
    public void The_same_seed_finds_the_same_architecture_and_trains_the_same_weights()
    {
        var (first, second) = (FitOnce(seed: 5), FitOnce(seed: 5));

        Assert.That(second.Genotype, Is.EqualTo(first.Genotype));
        Assert.That(second.Scores, Is.EqualTo(first.Scores));
        Assert.That(FitOnce(seed: 6).Scores, Is.Not.EqualTo(first.Scores));
    }

    [Test]
    public void The_model_tells_its_history()
    {
        var model = TrainedModel.Model;

        Assert.That(model.TrainingHistory, Has.Length.EqualTo(2));
        Assert.That(model.Genotype, Is.EqualTo(ToyImages.SmallCells));
        Assert.That(model.Classes, Is.EqualTo(ToyImages.ClassNames));
        Assert.That(model.ParameterCount, Is.Positive);
    }

    [Test]
    public void Both_doors_open_with_no_settings_at_all()
    {
        var ml = new MLContext(seed: 1);

        Assert.That(ml.MulticlassClassification.Trainers.NeuralArchitecture(), Is.InstanceOf<IEstimator<CellNetworkTransformer>>());
        Assert.That(
            ml.MulticlassClassification.Trainers.CellNetwork(PublishedGenotypes.DartsV2), Is
                .InstanceOf<IEstimator<CellNetworkTransformer>>());
    }

    private static (Genotype Genotype, float[][] Scores) FitOnce(int seed)
    {
        var ml = new MLContext(seed);
        var train = ToyImages.Keyed(ml, 24);
        using var model = ml.MulticlassClassification.Trainers.NeuralArchitecture(Tiny with { Training = ToyImages.ShortTraining })
            .Fit(train);
        return (model.Genotype, Scores(ml, model, train));
    }

    private static float[][] Scores(MLContext ml, CellNetworkTransformer model, IDataView data) =>
        [.. ml.Data.CreateEnumerable<ToyImages.KeyPrediction>(model.Transform(data), reuseRowObject: false).Select(row => row.Score)];

    private static (string Label, string Scores)[] Predict(MLContext ml, ITransformer model)
    {
        var test = ml.Data.LoadFromEnumerable(ToyImages.Rows(30, seed: 8));
        return
        [
            .. ml.Data.CreateEnumerable<ToyImages.Prediction>(model.Transform(test), reuseRowObject: false)
                .Select(row => (row.PredictedLabel, string.Join(' ', row.Score))),
        ];
    }
}
