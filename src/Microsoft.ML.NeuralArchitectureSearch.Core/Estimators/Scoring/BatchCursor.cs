using Microsoft.ML.Data;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>Reads ahead by a mini-batch, scores it in one go, and then gives its rows one by one.</summary>
internal sealed class BatchCursor : DataViewRowCursor
{
    private readonly Scorer _scorer;
    private readonly DataViewRowCursor _input;
    private readonly bool[] _active;
    private readonly ColumnBuffer?[] _kept;
    private readonly RowBatch _batch;
    private readonly ValueGetter<DataViewRowId> _id;
    private readonly RowIdentity[] _rows;
    private readonly ScoringCancellation _stop;
    private int _count;
    private int _row = -1;

    /// <param name="scorer">The model, bound to the input's schema.</param>
    /// <param name="input">The cursor; owned from here on.</param>
    /// <param name="columns">The columns of the output that are asked for.</param>
    /// <param name="stop">Asked before every row, and within the computation of a batch.</param>
    public BatchCursor(Scorer scorer, DataViewRowCursor input, DataViewSchema.Column[] columns, ScoringCancellation stop)
    {
        _stop = stop;
        _scorer = scorer;
        _input = input;
        _active = scorer.Active(columns);
        _kept = [.. scorer.InputSchema.Select(column => _active[column.Index] ? ColumnBuffer.Of(input, column, scorer.BatchSize) : null)];
        _batch = scorer.Open(input, scorer.BatchSize);
        _id = input.GetIdGetter();
        _rows = new RowIdentity[scorer.BatchSize];
    }

    public override DataViewSchema Schema => _scorer.OutputSchema;

    public override long Position => _row < 0 ? -1 : _rows[_row].Position;

    public override long Batch => _row < 0 ? 0 : _rows[_row].Batch;

    /// <exception cref="OperationCanceledException">The scoring was cancelled.</exception>
    public override bool MoveNext()
    {
        _stop.ThrowIfCancelled();
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

        var getter = _scorer.IsAdded(column) ? _batch.Getter(column, CurrentRow) : _kept[column.Index]!.Getter(CurrentRow);
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

            _batch.Dispose();
            _input.Dispose();
            (_row, _count) = (-1, 0);
        }

        base.Dispose(disposing);
    }

    private bool Fill()
    {
        for (_count = 0; _count < _rows.Length && _input.MoveNext(); _count++)
        {
            _batch.Read(_count);
            foreach (var kept in _kept)
            {
                kept?.Keep(_count);
            }

            var id = default(DataViewRowId);
            _id(ref id);
            _rows[_count] = new RowIdentity(_input.Position, _input.Batch, id);
            _stop.ThrowIfCancelled();
        }

        if (_count > 0)
        {
            _batch.Predict(_count, _stop.ThrowIfCancelled);
        }

        return _count > 0;
    }

    private int CurrentRow() =>
        _row >= 0
            ? _row
            : throw new InvalidOperationException("The cursor stands on no row: MoveNext was not called, or it returned false.");

    private readonly record struct RowIdentity(long Position, long Batch, DataViewRowId Id);
}
