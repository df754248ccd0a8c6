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

/// <summary>An untrained model of each kind that the library trains, with rows to score; scores are told to the bit.</summary>
internal sealed record ScoringModel(ITransformer Transformer, IDataView Rows, string Column) : IDisposable
{
    private const int Threads = 2;

    private static readonly MLContext Ml = new(seed: 1);
    private static readonly int Classes = ToyImages.ClassNames.Length;
    private static readonly MapShape MapShape = new(1, ToyImages.Side, ToyImages.Side);

    private static readonly Genotype Gru = new(
        new CellGenotype([new Edge(0, TextOperationNames.BidirectionalGru), new Edge(1, OperationNames.SkipConnect)]),
        new CellGenotype([new Edge(0, OperationNames.SkipConnect), new Edge(1, TextOperationNames.MaxPooling3)]));

    /// <summary>The kinds by name. Batches of the wide images are split among threads, those of the small ones are not.</summary>
    public static Dictionary<string, Func<ScoringModel>> Kinds { get; } = new()
    {
        ["cells on kernels"] = () => Images(new FinalNetwork(PublishedGenotypes.DartsV2, new() { Channels = 4, Cells = 3 }), Threads),
        ["wide cells on kernels"] = () => Images(
            new FinalNetwork(ToyImages.SmallCells, new() { Channels = 16, Cells = 3 }),
            Threads,
            rows: 150),
        ["cells on torch's operations"] = () => Images(new FinalNetwork(PublishedGenotypes.DartsV2, new() { Channels = 4, Cells = 3 }), 0),
        ["graph of layers"] = () => Images(
            new FinalNetwork(
                PublishedGenotypes.DartsV2, CellNetworkGraph.Describe(
                    PublishedGenotypes.DartsV2,
                    new() { Channels = 4, Cells = 3 },
                    MapShape,
                    Classes)),
            Threads),
        ["cells over texts"] = () => Texts((input, size) => TextCellGraph.Of(ToyTexts.Cells, input, ToyTexts.Space.Network, size)),
        ["GRU over texts"] = () => Texts((input, size) => TextCellGraph.Of(Gru, input, ToyTexts.Space.Network, size)),
        ["recurrent cells over texts"] = () => Texts((input, size) =>
            RecurrentTextGraph.Of(PublishedRecurrentGenotypes.DartsV2, input, new() { HiddenSize = 20, EmbeddingWidth = 6 }, size)),
        ["language model"] = () => new(
            SmallModels.Language(model => model),
            Ml.Data.LoadFromEnumerable(ToyLanguage.Rows(80)),
            "Perplexity"),
    };

    /// <summary>The scores of all rows in mini-batches.</summary>
    public string InBatches()
    {
        var scored = Transformer.Transform(Rows);
        return Bits(Column == "Score" ? scored.GetColumn<float[]>(Column).SelectMany(score => score) : scored.GetColumn<float>(Column));
    }

    /// <summary>The scores of all rows one by one, as a prediction engine computes them.</summary>
    public string OneByOne()
    {
        var mapper = Transformer.GetRowToRowMapper(Rows.Schema);
        var column = mapper.OutputSchema[Column];
        using var cursor = Rows.GetRowCursor(Rows.Schema);
        using var row = mapper.GetRow(cursor, [column]);
        var read = Column == "Score"
            ? Reader<VBuffer<float>>(row, column, score => score.DenseValues())
            : Reader<float>(row, column, score => [score]);
        var scores = new List<float>();
        while (cursor.MoveNext())
        {
            scores.AddRange(read());
        }

        return Bits(scores);
    }

    public void Dispose() => ((IDisposable)Transformer).Dispose();

    private static Func<IEnumerable<float>> Reader<T>(DataViewRow row, DataViewSchema.Column column, Func<T, IEnumerable<float>> values)
    {
        var (getter, value) = (row.GetGetter<T>(column), default(T)!);
        return () =>
        {
            getter(ref value);
            return values(value);
        };
    }

    private static string Bits(IEnumerable<float> values) => string.Join(' ', values.Select(BitConverter.SingleToInt32Bits));

    private static ScoringModel Images(FinalNetwork final, int kernelThreads, int rows = 40)
    {
        using var seed = new TorchSeed(1);
        var statistics = new PixelStatistics([5f], [2f]);
        var predictor = new ClassifierPredictor(final.Build(MapShape, Classes), statistics, MapShape, Classes, CPU, kernelThreads);
        var model = new CellNetworkTransformer(Contents("Pixels", final, new ImageInput(MapShape, statistics), Classes), predictor);
        return new(model, Ml.Data.LoadFromEnumerable(ToyImages.Rows(rows)), "Score");
    }

    private static ScoringModel Texts(Func<TextInput, NetworkSize, NetworkGraph> describe)
    {
        using var seed = new TorchSeed(1);
        var tokenizer = new TextTokenizer();
        var vocabulary = Vocabulary.Of(ToyTexts.Rows(50).Select(row => tokenizer.Tokenize(row.Text).AsEnumerable()));
        var input = new EncodedText(new TextEncoder(tokenizer, vocabulary, Length: 12));
        var final = new FinalNetwork(
            new DescribedNetwork("small"),
            describe(new TextInput(vocabulary.Count), new NetworkSize(input.Shape, 2)));
        var predictor = new ClassifierPredictor(final.Build(input.Shape, 2), null, input.Shape, 2, CPU, Threads);
        var model = new TextNetworkTransformer(Contents("Text", final, input, 2), predictor);
        return new(model, Ml.Data.LoadFromEnumerable(ToyTexts.Rows(80)), "Score");
    }

    private static ClassifierModel Contents(string features, FinalNetwork network, ModelInput input, int classes) => new()
    {
        Columns = new("Label", features, "PredictedLabel", "Score"),
        Classes = new LabelClasses(new KeyDataViewType(typeof(uint), classes), null),
        Network = network,
        Input = input,
        TrainingHistory = [],
    };
}
