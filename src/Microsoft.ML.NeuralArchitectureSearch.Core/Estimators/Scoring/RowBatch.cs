namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>Rows that go through a network at once: read one by one, computed together.</summary>
/// <param name="scorer">The model, which warns of rows without a score.</param>
internal abstract class RowBatch(Scorer scorer) : IDisposable
{
    private long _rows;
    private long _unscored;

    /// <summary>Reads the features of the row that the input stands on.</summary>
    /// <param name="index">The row's place in the batch.</param>
    public abstract void Read(int index);

    /// <summary>Computes the rows that were read.</summary>
    /// <param name="count">How many.</param>
    /// <param name="beforePart">Called before every part, where they are computed in parts; it may throw.</param>
    public void Predict(int count, Action? beforePart = null)
    {
        Compute(count, beforePart);
        _rows += count;
        for (var index = 0; index < count; index++)
        {
            _unscored += IsScored(index) ? 0 : 1;
        }
    }

    /// <summary>A getter of a column that the model adds.</summary>
    /// <param name="column">The column.</param>
    /// <param name="current">Says which place of the batch the value is asked of; that row has been computed when it returns.</param>
    public abstract Delegate Getter(DataViewSchema.Column column, Func<int> current);

    /// <inheritdoc />
    public virtual void Dispose()
    {
        if (_unscored > 0)
        {
            scorer.WarnOfUnscored(_unscored, _rows);
            _unscored = 0;
        }
    }

    /// <summary>Computes the rows that were read.</summary>
    protected abstract void Compute(int count, Action? beforePart);

    /// <summary>Whether a row that was computed has a score.</summary>
    protected abstract bool IsScored(int index);
}
