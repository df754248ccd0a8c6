using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Networks;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>A model bound to the columns of some data: which column it reads, and where its own two columns stand.</summary>
internal sealed class Scorer
{
    // Larger mini-batches cost memory and gain no speed.
    private const int LargestBatchSize = 128;
    private const int MostPixelsInBatch = 1 << 22;

    private readonly CellNetworkPredictor _predictor;

    /// <exception cref="ArgumentException">The feature column is missing or holds no images of the size that the network takes.</exception>
    public Scorer(CellNetworkModel model, CellNetworkPredictor predictor, DataViewSchema input)
    {
        _predictor = predictor;
        InputSchema = input;
        Shape = model.Shape;
        ClassCount = model.Classes.Count;
        Features = ImageColumns.Find(input, model.Columns.Features, "feature");
        ImageColumns.ShapeOf(Features, Shape);
        OutputSchema = ScoreColumns.AddTo(input, model.Columns, model.Classes);
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public DataViewSchema.Column Features { get; }

    public DataViewSchema.Column PredictedLabel => OutputSchema[InputSchema.Count];

    public DataViewSchema.Column Score => OutputSchema[InputSchema.Count + 1];

    public ImageShape Shape { get; }

    public int ClassCount { get; }

    public int BatchSize => Math.Clamp(MostPixelsInBatch / Shape.Size, 1, LargestBatchSize);

    /// <summary>Whether the column is one that the model adds; the others are the input's, at the same places.</summary>
    public bool IsAdded(DataViewSchema.Column column) => column.Index >= InputSchema.Count;

    /// <summary>The columns of the input that some columns of the output are made of.</summary>
    public IEnumerable<DataViewSchema.Column> Dependencies(IEnumerable<DataViewSchema.Column> outputs)
    {
        var needed = new bool[InputSchema.Count];
        foreach (var column in outputs)
        {
            needed[IsAdded(column) ? Features.Index : column.Index] = true;
        }

        return InputSchema.Where(column => needed[column.Index]);
    }

    /// <summary>Which columns of the output a caller asked for, by index.</summary>
    public bool[] Active(IEnumerable<DataViewSchema.Column> outputs)
    {
        var active = new bool[OutputSchema.Count];
        foreach (var column in outputs)
        {
            active[column.Index] = true;
        }

        return active;
    }

    /// <inheritdoc cref="CellNetworkPredictor.Predict" />
    public void Predict(Memory<float> pixels, int count, Span<float> probabilities) => _predictor.Predict(pixels, count, probabilities);
}
