using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>Perplexities and next words by a language model of DARTS's recurrent cell, by the kernels and by TorchSharp by turns.</summary>
internal static class LanguageScoringRates
{
    /// <param name="threads">Threads of the kernels and of torch.</param>
    /// <param name="turns">How many times each way has its turn.</param>
    public static void Run(int threads, int turns)
    {
        set_num_threads(threads);
        BothWays.WriteHeader();
        foreach (var (hidden, words) in new[] { (64, 1_000), (300, 10_000), (850, 10_000) })
        {
            using var kernels = Predictor(hidden, words, threads);
            using var torch = Predictor(hidden, words, threads: 0);
            foreach (var rows in new[] { 1, 32 })
            {
                var texts = Texts(rows, words);
                BothWays.Compare(
                    $"{rows} {(rows == 1 ? "text" : "texts")} of 20 words, {hidden} hidden units, {words} words known",
                    () => Predict(kernels, texts),
                    () => Predict(torch, texts),
                    turns);
            }
        }
    }

    private static LanguageModelPredictor Predictor(int hidden, int words, int threads)
    {
        random.manual_seed(1);
        var size = new LanguageModelOptions { HiddenSize = hidden }.ScaledTo(1_000_000);
        return new LanguageModelPredictor(
            new RecurrentLanguageModel(PublishedRecurrentGenotypes.DartsV2, size, words), end: 2, CPU, threads);
    }

    private static int[][] Texts(int rows, int words)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, 20).Select(_ => random.Next(3, words)).ToArray())];
    }

    private static void Predict(LanguageModelPredictor predictor, int[][] texts) =>
        predictor.Predict(texts, new float[texts.Length], [.. texts.Select(_ => new int[5])]);
}
