using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Networks;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>A classifier bound to the columns of some data: it adds the predicted label, then the score.</summary>
internal sealed class ClassifierScorer : Scorer
{
    // Larger mini-batches cost memory and gain no speed.
    private const int LargestBatchSize = 128;
    private const int MostValuesInBatch = 1 << 22;

    private readonly ClassifierModel _model;
    private readonly ClassifierPredictor _predictor;

    private ClassifierScorer(
        ClassifierModel model,
        ClassifierPredictor predictor,
        DataViewSchema input,
        DataViewSchema.Column features,
        Action<string> warn)
        : base(input, features, ScoreColumns.AddTo(input, model.Columns, model.Classes), warn) => (_model, _predictor) = (model, predictor);

    /// <exception cref="ArgumentException">The feature column is missing or holds nothing that the network can read.</exception>
    public static ClassifierScorer Of(ClassifierModel model, ClassifierPredictor predictor, DataViewSchema input, Action<string> warn) =>
        new(model, predictor, input, model.Input.Find(input, model.Columns.Features), warn);

    public override int BatchSize => Math.Clamp(MostValuesInBatch / _model.Input.Shape.Size, 1, LargestBatchSize);

    public override RowBatch Open(DataViewRow row, int capacity) => new Batch(this, row, capacity);

    private sealed class Batch(ClassifierScorer scorer, DataViewRow row, int capacity) : RowBatch(scorer)
    {
        private readonly RowReader _reader = scorer._model.Input.Open(row, scorer.Features);
        private readonly long[] _positions = new long[capacity];
        private readonly int _size = scorer._model.Input.Shape.Size;
        private readonly int _classes = scorer._model.Classes.Count;
        private readonly float[] _values = new float[capacity * scorer._model.Input.Shape.Size];
        private readonly float[] _probabilities = new float[capacity * scorer._model.Classes.Count];

        public override void Read(int index)
        {
            _positions[index] = row.Position;
            _reader.Read(_values.AsSpan(index * _size, _size));
        }

        protected override void Compute(int count, Action? beforePart) => scorer._predictor.Predict(_values, count, _probabilities);

        protected override bool IsScored(int index) => !float.IsNaN(_probabilities[index * _classes]);

        public override Delegate Getter(DataViewSchema.Column column, Func<int> current) => column.Index == scorer.InputSchema.Count
            ? ScoreGetters.PredictedLabel(column.Type.RawType, () => Probabilities(current()), () => Missing(current()))
            : ScoreGetters.Score(() => Probabilities(current()));

        public override void Dispose()
        {
            _reader.Dispose();
            base.Dispose();
        }

        private ReadOnlySpan<float> Probabilities(int index) => _probabilities.AsSpan(index * _classes, _classes);

        // The missing key stands for the default of its values: 0 or false would look like a class.
        private void Missing(int index)
        {
            if (scorer._model.Classes.Values is { Type: { CanBeMissing: false } type })
            {
                throw new InvalidOperationException(
                    $"Row {_positions[index]} has no class: column '{scorer.Features.Name}' holds a text without any token there, no "
                    + "image, or a value that is not a "
                    + $"finite number. The classes are of type {type.Type}, which has no missing value: it would become 0 or false. Leave "
                    + "such rows out, look for NaN "
                    + $"in column '{scorer._model.Columns.Score}' first, or train with classes that are texts.");
            }
        }
    }
}
