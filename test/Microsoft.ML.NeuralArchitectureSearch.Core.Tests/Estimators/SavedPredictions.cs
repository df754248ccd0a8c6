using Microsoft.ML.Data;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Files of small models of three kinds, and what they predict.</summary>
internal static class SavedPredictions
{
    private static readonly MLContext Ml = new(seed: 1);

    /// <param name="kind">images, texts or language.</param>
    /// <param name="other">Whether a model with other weights is meant.</param>
    public static byte[] File(string kind, bool other = false) => kind switch
    {
        "images" => SmallModels.File(SmallModels.Images(seed: other ? 2 : 1)),
        "texts" => SmallModels.File(SmallModels.Texts(seed: other ? 2 : 1)),
        _ => SmallModels.File(SmallModels.Language(model => model, seed: other ? 2 : 1)),
    };

    /// <summary>Loads a model and scores four rows.</summary>
    public static float[] Of(byte[] file, string kind)
    {
        using var loaded = (IDisposable)Ml.Model.Load(new MemoryStream(file), out _);
        var rows = kind == "language"
            ? Ml.Data.LoadFromEnumerable(ToyLanguage.Rows(4))
            : Ml.Data.LoadFromEnumerable(
                ToyImages.Rows(4).Select((row, index) => new Row { Pixels = row.Pixels, Text = ToyTexts.Rows(4).ElementAt(index).Text }));
        var scored = ((ITransformer)loaded).Transform(rows);
        return kind == "language"
            ? [.. scored.GetColumn<float>("Perplexity")]
            : [.. scored.GetColumn<float[]>("Score").SelectMany(score => score)];
    }

    private sealed class Row
    {
        [VectorType(1, ToyImages.Side, ToyImages.Side)]
        public float[] Pixels { get; set; } = [];

        public string Text { get; set; } = "";
    }
}
