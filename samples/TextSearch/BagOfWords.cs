using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

namespace TextSearch;

/// <summary>A linear classifier that knows which words a text has, not in which order.</summary>
internal static class BagOfWords
{
    private const int MostWords = 4000;

    /// <summary>Trains and tests the classifier.</summary>
    /// <returns>The predicted label of every test text.</returns>
    public static string[] Run(MLContext ml, TextOptions options, IReadOnlyList<TextRow> train, IReadOnlyList<TextRow> test)
    {
        var words = Vocabulary.Of(
            train.Select(row => (IEnumerable<string>)options.Tokenizer.Tokenize(row.Text)),
            options.Vocabulary with { MaximumSize = MostWords });
        var schema = SchemaDefinition.Create(typeof(Counted));
        schema[nameof(Counted.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, words.Count);
        var model = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(View(train));
        return [.. model.Transform(View(test)).GetColumn<string>("PredictedLabel")];

        IDataView View(IEnumerable<TextRow> rows) =>
            ml.Data.LoadFromEnumerable(rows.Select(row => Count(row, words, options.Tokenizer)).ToArray(), schema);
    }

    // Which words there are: in short texts how often they occur says no more.
    private static Counted Count(TextRow row, Vocabulary words, TextTokenizer tokenizer)
    {
        var features = new float[words.Count];
        foreach (var token in tokenizer.Tokenize(row.Text))
        {
            features[words.Find(token)] = 1;
        }

        return new Counted { Label = row.Label, Features = features };
    }

    private sealed class Counted
    {
        public string Label { get; set; } = "";

        public float[] Features { get; set; } = [];
    }
}
