using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Sentences of a language so small that a network learns it within seconds, and an untrained model of it.</summary>
internal static class ToyLanguage
{
    private static readonly string[] Animals = ["the cat", "the dog", "a bird"];
    private static readonly string[] Deeds = ["eats fish .", "chases the ball .", "sings a song .", "sleeps ."];

    public static RecurrentGenotype Cell { get; } = new([new("tanh", 0), new("relu", 1)]);

    public static LanguageModelOptions SmallNetwork { get; } = new() { HiddenSize = 8 };

    public static IEnumerable<Row> Rows(int count, int seed = 5)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            yield return new Row { Number = i, Text = $"{Animals[random.Next(Animals.Length)]} {Deeds[random.Next(Deeds.Length)]}" };
        }
    }

    public static (LanguageModelTransformer Model, RecurrentLanguageModel Network) Untrained(int seed = 1)
    {
        using var state = new Microsoft.ML.NeuralArchitectureSearch.Tensors.TorchSeed(seed);
        var tokenizer = new TextTokenizer();
        var vocabulary = Vocabulary.Of(Rows(50).Select(row => tokenizer.Tokenize(row.Text).AsEnumerable()), null, Corpus.EndWord);
        var size = SmallNetwork.ScaledTo(500);
        var network = new RecurrentLanguageModel(Cell, size, vocabulary.Count);
        var contents = new LanguageModelContents
        {
            Columns = new LanguageModelColumnNames("Text", "Perplexity", "NextWords"),
            NextWordCount = 3,
            Tokenizer = tokenizer,
            Vocabulary = vocabulary,
            Genotype = Cell,
            Network = size,
            TrainingHistory = ImmutableArray<Microsoft.ML.NeuralArchitectureSearch.Monitoring.EpochRecord>.Empty,
        };
        return (new LanguageModelTransformer(contents, new LanguageModelPredictor(network, vocabulary.Find(Corpus.EndWord), CPU)), network);
    }

    public sealed class Row
    {
        public int Number { get; set; }

        public string Text { get; set; } = "";
    }

    public sealed class Prediction
    {
        public int Number { get; set; }

        public float Perplexity { get; set; }

        public string[] NextWords { get; set; } = [];
    }
}
