using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace QuickStart;

/// <summary>The example of the README for language models.</summary>
public static class Language
{
    public static LanguageModelTransformer Learn(MLContext ml, IDataView sentences, TimeSpan budget)
    {
        #region language
        var options = new LanguageModelSearchOptions { FeatureColumnName = "Text", NextWordCount = 3, TimeBudget = budget };
        // searches a recurrent cell, trains a model of it
        LanguageModelTransformer model = ml.Auto().NeuralArchitecture(options).Fit(sentences);

        var engine = ml.Model.CreatePredictionEngine<Sentence, Continuation>(model);
        var next = engine.Predict(new Sentence { Text = "the" });
        Console.WriteLine($"the … {string.Join(", ", next.NextWords)}; perplexity {next.Perplexity:N1} with {model.Genotype}");

        // A cell of the literature, or of an earlier search, without a search.
        var published = ml.Transforms.Text
            .RecurrentLanguageModel(PublishedRecurrentGenotypes.DartsV2, new() { FeatureColumnName = "Text" });
        #endregion

        _ = published;
        return model;
    }

    public sealed class Sentence
    {
        public string Text { get; set; } = "";
    }

    public sealed class Continuation
    {
        public float Perplexity { get; set; }

        public string[] NextWords { get; set; } = [];
    }
}
