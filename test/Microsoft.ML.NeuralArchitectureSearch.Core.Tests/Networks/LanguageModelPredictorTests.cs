using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Networks;

public sealed class LanguageModelPredictorTests
{
    private const int Words = 60;
    private const int EndOfText = 2;

    [Test]
    public void The_kernels_score_as_torch_does([Values(1, 2, 32)] int rows)
    {
        using var torch = Predictor(kernelThreads: 0);
        using var kernels = Predictor(kernelThreads: 2);
        var texts = Texts(rows);

        var (expected, expectedNext) = Predict(torch, texts);
        var (actual, next) = Predict(kernels, texts);

        Assert.That(actual, Is.EqualTo(expected).Within(1e-5f * Words));
        Assert.That(next, Is.EqualTo(expectedNext));
    }

    private static LanguageModelPredictor Predictor(int kernelThreads)
    {
        random.manual_seed(3);
        var size = new LanguageModelOptions { HiddenSize = 21 }.ScaledTo(1000);
        var network = new RecurrentLanguageModel(PublishedRecurrentGenotypes.DartsV2, size, Words);
        using (no_grad())
        {
            foreach (var weights in network.parameters())
            {
                weights.mul_(10); // far from even odds
            }
        }

        return new LanguageModelPredictor(network, EndOfText, CPU, kernelThreads);
    }

    private static int[][] Texts(int rows)
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, rows)
            .Select(row => Enumerable.Range(0, row == 1 ? 0 : random.Next(1, 30)).Select(_ => random.Next(3, Words)).ToArray())];
    }

    private static (float[] Perplexities, int[][] Next) Predict(LanguageModelPredictor predictor, int[][] texts)
    {
        var perplexities = new float[texts.Length];
        int[][] next = [.. texts.Select(_ => new int[4])];
        predictor.Predict(texts, perplexities, next);
        return (perplexities, next);
    }
}
