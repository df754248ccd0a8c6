using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace ImageSearch;

/// <summary>The main job, and the two models that it is held against.</summary>
internal sealed class Experiment(MLContext ml, Arguments arguments, string featureColumnName, CancellationToken cancellation)
{
    private readonly DartsOptions _search = new()
    {
        Order = arguments.Order,
        Epochs = arguments.Quick ? 1 : arguments.SearchEpochs,
        Channels = arguments.Quick ? 4 : null,
        Cells = arguments.Quick ? 3 : null,
    };

    private readonly CellNetworkOptions _network = arguments.Quick ? new() { Channels = 4, Cells = 3 } : new();

    // On the bundled digits few epochs suffice; they want larger steps and less drop path than the hundreds that the defaults are made for.
    private readonly TrainingOptions _training = arguments switch
    {
        { Quick: true } => new() { Epochs = 1 },
        { Data: null } => new() { Epochs = arguments.Epochs ?? 30, LearningRate = 0.05, DropPathProbability = 0.1 },
        _ => new() { Epochs = arguments.Epochs },
    };

    /// <summary>Searches the cells, builds the final network of them and trains it: one Fit.</summary>
    public Result SearchAndTrain(ImageSource images, DataOperationsCatalog.TrainTestData data, ProgressDisplay progress)
    {
        var estimator = ml.Auto().NeuralArchitecture(new ImageSearchOptions
        {
            FeatureColumnName = featureColumnName,
            Strategy = new DartsStrategy(_search),
            FinalNetwork = _network,
            Training = _training,
            Progress = progress,
            CancellationToken = cancellation,
            SkipsUnreadableImages = true,
        });
        return Fit("searched cells", images, data, estimator, progress, Save);
    }

    /// <summary>Trains a random cell of the same space with the same options: what the search must beat.</summary>
    public Result TrainRandomCell(ImageSource images, DataOperationsCatalog.TrainTestData data, ProgressDisplay progress)
    {
        var trainer = ml.MulticlassClassification.Trainers.CellNetwork(
            new DartsCellSpace().Sample(new Random(arguments.Seed)),
            new CellNetworkTrainerOptions
            {
                FeatureColumnName = featureColumnName,
                Network = _network,
                Training = _training,
                Progress = progress,
                CancellationToken = cancellation,
                SkipsUnreadableImages = true,
            });
        return Fit("random cells", images, data, trainer, progress);
    }

    /// <summary>Trains a linear classifier on the pixels.</summary>
    public Result TrainLinear(ImageSource images, DataOperationsCatalog.TrainTestData data)
    {
        var features = images.Steps is null
            ? ml.Transforms.CopyColumns("Features", featureColumnName)
            : (IEstimator<ITransformer>)ml.Transforms.ExtractPixels("Features", featureColumnName);
        var pipeline = images.Prepare(features)
            .Append(ml.Transforms.NormalizeMinMax("Features"))
            .Append(ml.Transforms.Conversion.MapValueToKey("Label"))
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        var watch = Stopwatch.StartNew();
        var model = pipeline.Fit(data.TrainSet);
        return new Result("linear classifier", model, Accuracy(model, data.TestSet)) { TrainingTime = watch.Elapsed };
    }

    /// <summary>Loads the saved model into a new context, and compares its predictions with those before.</summary>
    public SavedModel Reload(Result result, DataOperationsCatalog.TrainTestData data)
    {
        var loaded = new MLContext().Model.Load(ModelPath, out _);
        var before = Predictions(result.Model, data.TestSet);
        var after = Predictions(loaded, data.TestSet);
        var labels = data.TestSet.GetColumn<string>("Label").ToArray();
        var equal = before.Zip(after).Count(pair => pair.First.Score.SequenceEqual(pair.Second.Score));
        var examples = after.Zip(labels).Take(8).Select(pair => (pair.Second, pair.First.PredictedLabel, pair.First.Score.Max()));
        return new SavedModel(ModelPath, DrawingPath, new FileInfo(ModelPath).Length, after.Length, equal, [.. examples]);
    }

    private string ModelPath => Path.Combine(arguments.Out, "model.zip");

    private string DrawingPath => Path.Combine(arguments.Out, "cells.svg");

    private void Save(ITransformer model, Genotype genotype, IDataView rows)
    {
        ml.Model.SaveAtomically(model, rows.Schema, ModelPath);
        File.WriteAllText(DrawingPath, genotype.ToSvg());
        File.WriteAllText(Path.Combine(arguments.Out, "genotype.json"), genotype.ToJson());
    }

    // What took hours is saved before anything else is done with it.
    private Result Fit<T>(
        string name,
        ImageSource images,
        DataOperationsCatalog.TrainTestData data,
        IEstimator<T> estimator,
        ProgressDisplay progress,
        Action<ITransformer, Genotype, IDataView>? save = null)
        where T : class, ITransformer
    {
        var pipeline = images.Prepare(ml.Transforms.Conversion.MapValueToKey("Label"))
            .Append(estimator)
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(data.TrainSet);
        var network = model.OfType<CellNetworkTransformer>().Single();
        save?.Invoke(model, network.Genotype, data.TrainSet);
        return new Result(name, model, Accuracy(model, data.TestSet))
        {
            Genotype = network.Genotype,
            ParameterCount = network.ParameterCount,
            SearchTime = progress.Durations.TryGetValue(SearchPhase.Search, out var searching) ? searching : null,
            TrainingTime = progress.Durations[SearchPhase.Training],
        };
    }

    private double Accuracy(ITransformer model, IDataView test) =>
        ml.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy;

    private ImagePrediction[] Predictions(ITransformer model, IDataView test) =>
        [.. ml.Data.CreateEnumerable<ImagePrediction>(model.Transform(test), reuseRowObject: false, ignoreMissingColumns: false)];
}
