using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace TextSearch;

/// <summary>The four models on one split of the texts; networks are all trained in the same way, for the same epochs.</summary>
internal sealed class Experiment(Arguments arguments, int seed, TextRow[] train, TextRow[] test, IProgress<SearchEvent> progress)
{
    private readonly MLContext _ml = new(seed);

    private readonly TextOptions _text = new() { Tokenizer = new() { MasksDigits = true }, WordVectorsPath = arguments.Vectors };

    private readonly TrainingOptions _training = TextTraining.Default with { Epochs = arguments.Epochs };

    private readonly TextCellSpace _space = arguments.Quick ? new() { Network = new() { Channels = 4 } } : new();

    /// <summary>Searches the cells, builds the final network of them and trains it: one Fit.</summary>
    public (Result Result, ITransformer Model, TextNetworkTransformer Network) SearchAndTrain()
    {
        var estimator = _ml.Auto().NeuralArchitecture(new TextSearchOptions
        {
            Text = _text,
            Space = _space,
            Strategy = Strategy(),
            Training = _training,
            Progress = progress,
        });
        return Fit("searched cell", estimator);
    }

    public Result TrainConvolutions() => Fit("convolutions (Kim)", _ml.MulticlassClassification.Trainers.TextNetwork(
        "convolutions", HandWritten.Convolutions, new() { Text = _text, Training = _training, Progress = progress })).Result;

    public Result TrainRecurrent() => Fit("recurrent (GRU)", _ml.MulticlassClassification.Trainers.TextNetwork(
        "recurrent", HandWritten.Recurrent, new() { Text = _text, Training = _training, Progress = progress })).Result;

    /// <summary>A random cell of the same space: what the search must beat.</summary>
    public Result TrainRandomCell()
    {
        return Fit("random cell", _ml.MulticlassClassification.Trainers.TextNetwork(
            _space, _space.Sample(new Random(seed)), new() { Text = _text, Training = _training, Progress = progress })).Result;
    }

    public Result TrainLinear()
    {
        var before = Environment.CpuUsage.TotalTime;
        var predicted = BagOfWords.Run(_ml, _text, train, test);
        return Result.Of("bag of words (linear)", Labels(), predicted, Environment.CpuUsage.TotalTime - before);
    }

    /// <summary>Saves a model, loads it into a new context, and compares its predictions with those before.</summary>
    /// <returns>How many of the predictions are the same to the bit, and the first of them.</returns>
    public (int Equal, Prediction[] Predictions) SaveAndReload(ITransformer model, string path)
    {
        _ml.Model.SaveAtomically(model, View(train).Schema, path);
        var loaded = new MLContext().Model.Load(path, out _);
        var (before, after) = (Predictions(model), Predictions(loaded));
        return (before.Zip(after).Count(pair => pair.First.Score.SequenceEqual(pair.Second.Score)), after);
    }

    private ISearchStrategy Strategy() => arguments switch
    {
        { Search: "darts" } => new DartsStrategy(new DartsOptions { Channels = 8, Cells = 2, Epochs = arguments.Quick ? 1 : null }),
        { Search: "shared" } =>
            SearchStrategies.RandomWeightSharing(
                TextTraining.SharedWeights with { WarmUpEpochs = arguments.Epochs }) with
            { Evaluations = arguments.Candidates },
        _ => SearchStrategies.RandomSearch(TextTraining.Candidates with { Epochs = arguments.Epochs }) with
        {
            Evaluations = arguments
            .Candidates
        },
    };

    private (Result Result, ITransformer Model, TextNetworkTransformer Network) Fit(
        string name,
        IEstimator<TextNetworkTransformer> estimator)
    {
        var before = Environment.CpuUsage.TotalTime;
        var model = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(estimator)
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(View(train));
        var time = Environment.CpuUsage.TotalTime - before;
        var network = model.OfType<TextNetworkTransformer>().Single();
        var result = Result.Of(
            name,
            Labels(),
            [.. Predictions(model).Select(row => row.PredictedLabel)],
            time) with
        { ParameterCount = network.ParameterCount };
        return (result, model, network);
    }

    private string[] Labels() => [.. test.Select(row => row.Label)];

    private IDataView View(TextRow[] rows) => _ml.Data.LoadFromEnumerable(rows);

    private Prediction[] Predictions(ITransformer model) =>
        [.. _ml.Data.CreateEnumerable<Prediction>(model.Transform(View(test)), reuseRowObject: false)];
}
