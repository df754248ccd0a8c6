namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>Scores one row at a time, when a getter asks; everything else is the input row's.</summary>
internal sealed class RowScoring : IDisposable
{
    private readonly Scorer _scorer;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private RowBatch? _batch;
    private long? _scored;

    /// <param name="scorer">The model, bound to the input's schema.</param>
    /// <param name="input">The row; owned from here on.</param>
    /// <param name="active">Which columns of the output are asked for.</param>
    public RowScoring(Scorer scorer, DataViewRow input, IEnumerable<DataViewSchema.Column> active)
    {
        _scorer = scorer;
        _input = input;
        _active = scorer.Active(active);
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

        _batch ??= _scorer.Open(_input, capacity: 1);
        return WrongType.Unless<TValue>(_batch.Getter(column, Scored), column);
    }

    public void Dispose()
    {
        _batch?.Dispose();
        _input.Dispose();
    }

    private int Scored()
    {
        if (_scored != _input.Position)
        {
            _batch!.Read(0);
            _batch.Predict(1);
            _scored = _input.Position;
        }

        return 0;
    }
}
