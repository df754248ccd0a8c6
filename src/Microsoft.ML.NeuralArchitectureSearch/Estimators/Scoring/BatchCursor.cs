using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>Reads ahead by a mini-batch, scores it in one go, and then gives its rows one by one.</summary>
internal sealed class BatchCursor : DataViewRowCursor
{
    private readonly Scorer _scorer;
    private readonly DataViewRowCursor _input;
    private readonly bool[] _active;
    private readonly ColumnBuffer?[] _kept;
    private readonly PixelReader _reader;
    private readonly ValueGetter<DataViewRowId> _id;
    private readonly RowIdentity[] _rows;
    private readonly float[] _pixels;
    private readonly float[] _probabilities;
    private int _count;
    private int _row = -1;

    /// <param name="scorer">The model, bound to the input's schema.</param>
    /// <param name="input">The cursor; owned from here on.</param>
    /// <param name="columns">The columns of the output that are asked for.</param>
    public BatchCursor(Scorer scorer, DataViewRowCursor input, DataViewSchema.Column[] columns)
    {
        _scorer = scorer;
        _input = input;
        _active = scorer.Active(columns);
        _kept = [.. scorer.InputSchema.Select(column => _active[column.Index] ? ColumnBuffer.Of(input, column, scorer.BatchSize) : null)];
        _reader = PixelReader.Of(input, scorer.Features, scorer.Shape);
        _id = input.GetIdGetter();
        _rows = new RowIdentity[scorer.BatchSize];
        _pixels = new float[scorer.BatchSize * scorer.Shape.Size];
        _probabilities = new float[scorer.BatchSize * scorer.ClassCount];
    }

    public override DataViewSchema Schema => _scorer.OutputSchema;

    public override long Position => _row < 0 ? -1 : _rows[_row].Position;

    public override long Batch => _row < 0 ? 0 : _rows[_row].Batch;

    public override bool MoveNext()
    {
        if (++_row >= _count)
        {
            _row = Fill() ? 0 : -1;
        }

        return _row >= 0;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId destination) => destination = _rows[CurrentRow()].Id;

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new InvalidOperationException($"Column '{column.Name}' is not active in this cursor.");
        }

        var getter = column.Index == _scorer.Score.Index ? ScoreGetters.Score(Probabilities)
            : column.Index == _scorer.PredictedLabel.Index ? ScoreGetters.PredictedLabel(column.Type.RawType, Probabilities)
            : _kept[column.Index]!.Getter(CurrentRow);
        return WrongType.Unless<TValue>(getter, column);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var kept in _kept)
            {
                kept?.Dispose();
            }

            _reader.Dispose();
            _input.Dispose();
            (_row, _count) = (-1, 0);
        }

        base.Dispose(disposing);
    }

    private bool Fill()
    {
        var size = _scorer.Shape.Size;
        for (_count = 0; _count < _rows.Length && _input.MoveNext(); _count++)
        {
            _reader.Read(_pixels.AsSpan(_count * size, size));
            foreach (var kept in _kept)
            {
                kept?.Keep(_count);
            }

            var id = default(DataViewRowId);
            _id(ref id);
            _rows[_count] = new RowIdentity(_input.Position, _input.Batch, id);
        }

        if (_count > 0)
        {
            _scorer.Predict(_pixels, _count, _probabilities);
        }

        return _count > 0;
    }

    private ReadOnlySpan<float> Probabilities() => _probabilities.AsSpan(CurrentRow() * _scorer.ClassCount, _scorer.ClassCount);

    private int CurrentRow() =>
        _row >= 0 ? _row : throw new InvalidOperationException("The cursor stands on no row: MoveNext was not called, or it returned false.");

    private readonly record struct RowIdentity(long Position, long Batch, DataViewRowId Id);
}
