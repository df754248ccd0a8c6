using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Networks;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>A classifier bound to the columns of some data: it adds the predicted label, then the score.</summary>
internal sealed class ClassifierScorer : Scorer
{
    // Larger mini-batches cost memory and gain no speed.
    private const int LargestBatchSize = 128;
    private const int MostPixelsInBatch = 1 << 22;

    private readonly CellNetworkModel _model;
    private readonly CellNetworkPredictor _predictor;

    private ClassifierScorer(CellNetworkModel model, CellNetworkPredictor predictor, DataViewSchema input, DataViewSchema.Column features)
        : base(input, features, ScoreColumns.AddTo(input, model.Columns, model.Classes)) => (_model, _predictor) = (model, predictor);

    /// <exception cref="ArgumentException">The feature column is missing or holds no images of the size that the network takes.</exception>
    public static ClassifierScorer Of(CellNetworkModel model, CellNetworkPredictor predictor, DataViewSchema input)
    {
        var features = ImageColumns.Find(input, model.Columns.Features, "feature");
        ImageColumns.ShapeOf(features, model.Shape);
        return new ClassifierScorer(model, predictor, input, features);
    }

    public override int BatchSize => Math.Clamp(MostPixelsInBatch / _model.Shape.Size, 1, LargestBatchSize);

    public override RowBatch Open(DataViewRow row, int capacity) => new Batch(this, PixelReader.Of(row, Features, _model.Shape), capacity);

    private sealed class Batch(ClassifierScorer scorer, PixelReader reader, int capacity) : RowBatch
    {
        private readonly int _size = scorer._model.Shape.Size;
        private readonly int _classes = scorer._model.Classes.Count;
        private readonly float[] _pixels = new float[capacity * scorer._model.Shape.Size];
        private readonly float[] _probabilities = new float[capacity * scorer._model.Classes.Count];

        public override void Read(int index) => reader.Read(_pixels.AsSpan(index * _size, _size));

        public override void Predict(int count) => scorer._predictor.Predict(_pixels, count, _probabilities);

        public override Delegate Getter(DataViewSchema.Column column, Func<int> current) => column.Index == scorer.InputSchema.Count
            ? ScoreGetters.PredictedLabel(column.Type.RawType, () => Probabilities(current()))
            : ScoreGetters.Score(() => Probabilities(current()));

        public override void Dispose()
        {
            reader.Dispose();
            base.Dispose();
        }

        private ReadOnlySpan<float> Probabilities(int row) => _probabilities.AsSpan(row * _classes, _classes);
    }
}
