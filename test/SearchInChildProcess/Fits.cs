using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>
/// Searches and trains with checkpoints, prints a line for every mini-batch and candidate, and in the end the predictions to the bit.
/// </summary>
internal static class Fits
{
    private static readonly string[] Words = ["the", "a", "cat", "dog", "eats", "sings", "fish", "today", "win", "prize"];

    // Exactly the exceptions that a refused folder is documented to end in: any other aborts the process.
    public static int RunOrRefuse(string kind, string folder)
    {
        try
        {
            return Run(kind, folder);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or IOException)
        {
            Console.Error.WriteLine($"{exception.GetType().Name}: {exception.Message}");
            return 3;
        }
    }

    private static int Run(string kind, string folder)
    {
        var ml = new MLContext(seed: 4);
        var scores = kind switch
        {
            "images" => Images(ml, folder),
            "texts" => Texts(ml, folder),
            "language" => Language(ml, folder),
            _ => throw new ArgumentException($"There is no kind {kind}.", nameof(kind)),
        };
        Console.WriteLine("result " + string.Join(' ', scores.Select(BitConverter.SingleToInt32Bits)));
        return 0;
    }

    private static IEnumerable<float> Images(MLContext ml, string folder)
    {
        var data = Keyed(ml, Enumerable.Range(0, 64).Select(row => new Image(row)));
        var model = ml.MulticlassClassification.Trainers.NeuralArchitecture(new ImageSearchOptions
        {
            Strategy = new DartsStrategy(new() { Epochs = 6, Channels = 2, Cells = 3, BatchSize = 8 }),
            FinalNetwork = new() { Channels = 4, Cells = 3 },
            Training = new() { Epochs = 12, BatchSize = 16 },
            Progress = new Steps(),
            CheckpointFolder = folder,
        }).Fit(data);
        return Scores(model.Transform(data), "Score");
    }

    private static IEnumerable<float> Texts(MLContext ml, string folder)
    {
        var data = Keyed(ml, Enumerable.Range(0, 60).Select(row => new Text(row)));
        var model = ml.MulticlassClassification.Trainers.NeuralArchitecture(new TextSearchOptions
        {
            Space = new() { Nodes = 2, Network = new() { Channels = 4, Cells = 2, EmbeddingWidth = 8 } },
            Strategy = SearchStrategies.Enas(
                new() { BatchSize = 3 },
                TextTraining.SharedWeights with { WarmUpEpochs = 3, Channels = 4, StepsPerCandidate = 3, BatchSize = 16 }) with
            { Evaluations = 12 },
            Training = TextTraining.Default with { Epochs = 10, BatchSize = 16 },
            Progress = new Steps(),
            CheckpointFolder = folder,
        }).Fit(data);
        return Scores(model.Transform(data), "Score");
    }

    private static IEnumerable<float> Language(MLContext ml, string folder)
    {
        var data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 150).Select(row => new Text(row)));
        var model = ml.Transforms.Text.NeuralArchitecture(new LanguageModelSearchOptions
        {
            Space = new() { Nodes = 2 },
            Strategy = new RecurrentDartsStrategy(
                new() { Epochs = 6, BatchSize = 4, SequenceLength = 10, Model = new() { HiddenSize = 8 } }),
            FinalNetwork = new() { HiddenSize = 8 },
            Training = new() { Epochs = 12, BatchSize = 4, SequenceLength = 10, LearningRate = 5, AveragingPatience = 1 },
            Progress = new Steps(),
            CheckpointFolder = folder,
        }).Fit(data);
        return model.Transform(data).GetColumn<float>("Perplexity");
    }

    private static IDataView Keyed<T>(MLContext ml, IEnumerable<T> rows)
        where T : class
    {
        var view = ml.Data.LoadFromEnumerable(rows.ToArray());
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
    }

    private static IEnumerable<float> Scores(IDataView view, string column) => view.GetColumn<float[]>(column).SelectMany(row => row);

    private sealed class Steps : IProgress<SearchEvent>
    {
        public void Report(SearchEvent value)
        {
            if (value is StepCompleted or CandidateEvaluated or PhaseResumed or SearchResumed or HistoryReplayed)
            {
                Console.WriteLine(value.GetType().Name);
            }
        }
    }

    private sealed class Image(int row)
    {
        public string Label { get; } = $"{row % 2}";

        [VectorType(1, 8, 8)]
        public float[] Features { get; } =
            [.. Enumerable.Range(0, 64).Select(pixel => (pixel * 31 * (row + 7) % 101 / 101f) + (pixel / 8 % 2 == row % 2 ? 1 : 0))];
    }

    private sealed class Text(int row)
    {
        public string Label { get; } = $"{row % 2}";

        [ColumnName("Text")]
        public string Content { get; } = string.Join(
            ' ', Enumerable.Range(0, 5 + (row % 4)).Select(word => Words[((row * (word + 3)) + (word * word)) % 8])
                .Append(Words[8 + (row % 2)]));
    }
}
