using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>Scores one row at a time, when a getter asks; everything else is the input row's.</summary>
internal sealed class RowScoring : IDisposable
{
    private readonly Scorer _scorer;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly float[] _pixels;
    private readonly float[] _probabilities;
    private PixelReader? _reader;
    private long? _scored;

    /// <param name="scorer">The model, bound to the input's schema.</param>
    /// <param name="input">The row; owned from here on.</param>
    /// <param name="active">Which columns of the output are asked for.</param>
    public RowScoring(Scorer scorer, DataViewRow input, IEnumerable<DataViewSchema.Column> active)
    {
        _scorer = scorer;
        _input = input;
        _active = scorer.Active(active);
        _pixels = new float[scorer.Shape.Size];
        _probabilities = new float[scorer.ClassCount];
    }

    public DataViewRow Input => _input;

    public DataViewSchema Schema => _scorer.OutputSchema;

    public bool IsActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    public ValueGetter<TValue> Getter<TValue>(DataViewSchema.Column column)
    {
        if (!IsActive(column))
        {
            throw new InvalidOperationException($"Column '{column.Name}' is not active in this row.");
        }

        if (!_scorer.IsAdded(column))
        {
            return _input.GetGetter<TValue>(_scorer.InputSchema[column.Index]);
        }

        _reader ??= PixelReader.Of(_input, _scorer.Features, _scorer.Shape);
        Delegate getter = column.Index == _scorer.Score.Index
            ? ScoreGetters.Score(Probabilities)
            : ScoreGetters.PredictedLabel(column.Type.RawType, Probabilities);
        return WrongType.Unless<TValue>(getter, column);
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _input.Dispose();
    }

    private ReadOnlySpan<float> Probabilities()
    {
        if (_scored != _input.Position)
        {
            _reader!.Read(_pixels);
            _scorer.Predict(_pixels, 1, _probabilities);
            _scored = _input.Position;
        }

        return _probabilities;
    }
}
