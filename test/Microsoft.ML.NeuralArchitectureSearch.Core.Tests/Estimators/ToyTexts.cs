using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Short messages in two classes that a small network tells apart within seconds, by a few words among many.</summary>
internal static class ToyTexts
{
    private static readonly string[] Common = ["the", "a", "we", "will", "be", "at", "home", "today", "and", "it", "was", ",", "."];
    private static readonly string[] Advertising = ["win", "free", "prize", "cash", "claim"];
    private static readonly string[] Private = ["dinner", "love", "sorry", "mum", "later"];

    /// <summary>A space of few, cheap operations.</summary>
    public static TextCellSpace Space { get; } = new()
    {
        Nodes = 2,
        Operations = [OperationNames.None, OperationNames.SkipConnect, TextOperationNames.SeparableConvolution3, TextOperationNames
            .MaxPooling3, TextOperationNames.SelfAttention],
        Network = new() { Channels = 4, Cells = 2, EmbeddingWidth = 8, EmbeddingDropout = 0, Dropout = 0 },
    };

    public static Genotype Cells { get; } = new(
        new CellGenotype(
            [new Edge(0, TextOperationNames.SeparableConvolution3), new Edge(1, OperationNames.SkipConnect)],
            [new Edge(0, TextOperationNames.MaxPooling3), new Edge(2, TextOperationNames.SelfAttention)]),
        new CellGenotype(
            [new Edge(0, OperationNames.SkipConnect), new Edge(1, TextOperationNames.SeparableConvolution3)],
            [new Edge(1, TextOperationNames.MaxPooling3), new Edge(2, OperationNames.SkipConnect)]));

    public static TrainingOptions Training { get; } =
        new() { Epochs = 25, BatchSize = 16, LearningRate = 0.01, Adam = new(), DropPathProbability = 0 };

    public static TextNetworkTrainerOptions Trainer { get; } = new() { Training = Training };

    public static IEnumerable<Row> Rows(int count, int seed = 7)
    {
        var random = new Random(seed);
        for (var row = 0; row < count; row++)
        {
            var isSpam = row % 2 == 0;
            var words = Enumerable.Range(0, random.Next(3, 9)).Select(_ => Common[random.Next(Common.Length)]).ToList();
            words.Insert(random.Next(words.Count), (isSpam ? Advertising : Private)[random.Next(5)]);
            yield return new Row { Number = row, Label = isSpam ? "spam" : "ham", Text = string.Join(' ', words) };
        }
    }

    /// <summary>A view whose label is a key already.</summary>
    public static IDataView Keyed(MLContext ml, int count, int seed = 7) => Keyed(ml, Rows(count, seed));

    public static IDataView Keyed(MLContext ml, IEnumerable<Row> rows)
    {
        var view = ml.Data.LoadFromEnumerable(rows.ToArray());
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
    }

    public sealed class Row
    {
        public int Number { get; set; }

        public string Label { get; set; } = "";

        public string Text { get; set; } = "";
    }

    public sealed class Prediction
    {
        public int Number { get; set; }

        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}
