using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Tensors;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>Untrained models of every kind that predict, each with one row to score.</summary>
internal static class PredictionModels
{
    private const int Words = 1_000;

    /// <summary>A network of DARTS's published cells for grey images of 8x8.</summary>
    /// <param name="isGraph">Whether it is described layer by layer.</param>
    public static CellNetworkTransformer Images(bool isGraph)
    {
        using var seed = new TorchSeed(1);
        var (shape, size) = (new MapShape(1, 8, 8), new CellNetworkOptions { Channels = 8, Cells = 5 });
        var statistics = new PixelStatistics([.. new float[shape.Channels]], [.. Enumerable.Repeat(1f, shape.Channels)]);
        FinalNetwork final = isGraph
            ? new FinalNetwork(PublishedGenotypes.DartsV2, CellNetworkGraph.Describe(PublishedGenotypes.DartsV2, size, shape, 10))
            : new FinalNetwork(PublishedGenotypes.DartsV2, size);
        var model = new ClassifierModel
        {
            Columns = new("Label", "Features", "PredictedLabel", "Score"),
            Classes = new LabelClasses(new KeyDataViewType(typeof(uint), 10), null),
            Network = final,
            Input = new ImageInput(shape, statistics),
            TrainingHistory = [],
        };
        return new(model, new ClassifierPredictor(final.Build(shape, 10), statistics, shape, 10, CPU));
    }

    /// <summary>What predicts one row, once for each kind.</summary>
    public static IEnumerable<(string Name, Func<IDisposable> Create, Func<IDisposable, Action> Caller)> All =>
    [
        ("cells, 8x8", () => Cells(8, new(1, 8, 8)), Classifies(64)),
        ("cells, 32x32", () => Cells(16, new(3, 32, 32)), Classifies(3 * 32 * 32)),
        ("the same cells as layers, 8x8", () => Layers(new(1, 8, 8)), Classifies(64)),
        ("recurrent text classifier, 20 words", RecurrentTexts, Classifies(20)),
        ("language model, 20 words", LanguageModel, Reads),
    ];

    private static ClassifierPredictor Cells(int channels, MapShape shape)
    {
        using var seed = new TorchSeed(1);
        return new(
            GraphNetwork.OfCells(PublishedGenotypes.DartsV2, new() { Channels = channels, Cells = 5 }, shape, 10), null, shape, 10, CPU);
    }

    private static ClassifierPredictor Layers(MapShape shape)
    {
        using var seed = new TorchSeed(1);
        var graph = CellNetworkGraph.Describe(PublishedGenotypes.DartsV2, new() { Channels = 8, Cells = 5 }, shape, 10);
        return new(new GraphNetwork(graph), null, shape, 10, CPU);
    }

    private static ClassifierPredictor RecurrentTexts()
    {
        using var seed = new TorchSeed(1);
        var shape = new MapShape(1, 1, 20);
        var size = new RecurrentTextOptions { HiddenSize = 64, EmbeddingWidth = 64 };
        var graph = RecurrentTextGraph.Of(PublishedRecurrentGenotypes.DartsV2, new TextInput(Words), size, new NetworkSize(shape, 2));
        return new(new GraphNetwork(graph), null, shape, 2, CPU);
    }

    private static LanguageModelPredictor LanguageModel()
    {
        using var seed = new TorchSeed(1);
        var size = new LanguageModelOptions { HiddenSize = 64 }.ScaledTo(1_000_000);
        return new(new RecurrentLanguageModel(PublishedRecurrentGenotypes.DartsV2, size, Words), end: 2, CPU);
    }

    private static Func<IDisposable, Action> Classifies(int size) => model =>
    {
        var (values, probabilities) = (new float[size], new float[10]);
        for (var index = 0; index < size; index++)
        {
            values[index] = 3 + (index % 7);
        }

        return () => ((ClassifierPredictor)model).Predict(values, 1, probabilities);
    };

    private static Action Reads(IDisposable model)
    {
        int[][] texts = [[.. Enumerable.Range(0, 20).Select(word => 3 + (word * 37 % (Words - 3)))]];
        var (perplexities, next) = (new float[1], new int[][] { new int[5] });
        return () => ((LanguageModelPredictor)model).Predict(texts, perplexities, next);
    }
}
