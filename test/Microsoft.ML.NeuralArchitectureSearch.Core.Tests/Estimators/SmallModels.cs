using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Tensors;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Untrained models whose files may say other things of them than is so, with a checksum that is right.</summary>
internal static class SmallModels
{
    private static readonly MapShape Shape = new(1, ToyImages.Side, ToyImages.Side);
    private static readonly FinalNetwork Cells = new(ToyImages.SmallCells, ToyImages.SmallNetwork);

    /// <param name="change">What the file says.</param>
    /// <param name="changeWeights">Changes the weights.</param>
    /// <param name="seed">The seed of the weights.</param>
    public static CellNetworkTransformer Images(
        Func<ClassifierModel, ClassifierModel>? change = null,
        Action<GraphNetwork>? changeWeights = null,
        int seed = 1)
    {
        using var draws = new TorchSeed(seed);
        var statistics = new PixelStatistics([5f], [2f]);
        var network = Cells.Build(Shape, ToyImages.ClassNames.Length);
        changeWeights?.Invoke(network);
        var model = Model(Cells, new ImageInput(Shape, statistics), ToyImages.ClassNames.Length);
        return new(change?.Invoke(model) ?? model, new ClassifierPredictor(network, statistics, Shape, ToyImages.ClassNames.Length, CPU));
    }

    public static TextNetworkTransformer Texts(Func<ClassifierModel, ClassifierModel>? change = null, int seed = 1)
    {
        using var draws = new TorchSeed(seed);
        var tokenizer = new TextTokenizer();
        var vocabulary = Vocabulary.Of(ToyTexts.Rows(50).Select(row => tokenizer.Tokenize(row.Text).AsEnumerable()));
        var input = new EncodedText(new TextEncoder(tokenizer, vocabulary, Length: 12));
        var graph = RecurrentTextGraph.Of(
            ToyLanguage.Cell,
            new TextInput(vocabulary.Count),
            new() { HiddenSize = 4, EmbeddingWidth = 4 },
            new NetworkSize(input.Shape, 2));
        var final = new FinalNetwork(new DescribedNetwork("small"), graph);
        var model = Model(final, input, 2);
        return new(change?.Invoke(model) ?? model, new ClassifierPredictor(final.Build(input.Shape, 2), null, input.Shape, 2, CPU));
    }

    public static LanguageModelTransformer Language(Func<LanguageModelContents, LanguageModelContents> change, int seed = 1)
    {
        using var draws = new TorchSeed(seed);
        var tokenizer = new TextTokenizer();
        var vocabulary = Vocabulary.Of(
            ToyLanguage.Rows(50).Select(row => tokenizer.Tokenize(row.Text).AsEnumerable()),
            null,
            Corpus.EndWord);
        var size = ToyLanguage.SmallNetwork.ScaledTo(500);
        var network = new RecurrentLanguageModel(ToyLanguage.Cell, size, vocabulary.Count);
        var contents = new LanguageModelContents
        {
            Columns = new LanguageModelColumnNames("Text", "Perplexity", "NextWords"),
            NextWordCount = 3,
            Tokenizer = tokenizer,
            Vocabulary = vocabulary,
            Genotype = ToyLanguage.Cell,
            Network = size,
            TrainingHistory = [],
        };
        contents = change(contents);
        return new(contents, new LanguageModelPredictor(network, vocabulary.Find(Corpus.EndWord), CPU, contents.KernelThreads));
    }

    public static byte[] File(ITransformer model)
    {
        using var stream = new MemoryStream();
        new MLContext().Model.Save(model, null, stream);
        return stream.ToArray();
    }

    private static ClassifierModel Model(FinalNetwork network, ModelInput input, int classes) => new()
    {
        Columns = new("Label", input is EncodedText ? "Text" : "Pixels", "PredictedLabel", "Score"),
        Classes = new LabelClasses(new KeyDataViewType(typeof(uint), classes), null),
        Network = network,
        Input = input,
        TrainingHistory = [],
    };
}
